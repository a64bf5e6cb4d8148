"""The Django project: environment, settings, database server, logging. No rule of the domain."""
