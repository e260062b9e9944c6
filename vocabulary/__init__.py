"""What all stages must agree on, as data with small pure functions. Imports no other package."""
