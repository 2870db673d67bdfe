"""Steps of a publish: dataset, session, revision."""
