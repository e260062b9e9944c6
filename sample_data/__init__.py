"""The sample data of docs/queries.md: 24 agencies, nine years, figures that are made up."""
