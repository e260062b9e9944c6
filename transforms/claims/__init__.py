"""What a document says of itself: agency, year, scope, period, dates; each with its source."""
