"""What every room stands on: database, problems, routing, languages, time, the write path, the read cache."""
