"""The `gongkai` command, one module per field of work: thin shells over the stages."""
