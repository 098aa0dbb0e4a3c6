"""What is logged: problems only, one line each, on the error stream, without personal data."""

from kommune.foundation import environment

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "kommune.project.log_lines.LineFormatter"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stream"], "level": environment.text("LOG_LEVEL", "WARNING").upper()},
    "loggers": {
        # Replaces Django's own handlers; addresses that do not exist are no problem of the operator.
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
