"""Where data lies: database, files, background tasks, static files, mail."""

from pathlib import Path

from kommune.foundation import environment

DATA_DIR = Path(environment.text("DATA_DIR", "var")).resolve()
DATABASES = {"default": environment.database(DATA_DIR / "kommune.sqlite3")}

FILES_DIR = DATA_DIR / "files"
UPLOAD_LIMIT_BYTES = environment.integer("UPLOAD_LIMIT_MB", 50) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "kommune.foundation.upload_limit.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

JOBS_INLINE = environment.flag("JOBS_INLINE")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# `kommune serve` collects the static files, hashed and compressed, and then sets this for its processes.
STATIC_HASHED = environment.flag("STATIC_HASHED")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_HASHED

EMAIL_HOST = environment.text("MAIL_HOST")
EMAIL_PORT = environment.integer("MAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("MAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("MAIL_PASSWORD")
EMAIL_USE_TLS = environment.flag("MAIL_TLS", True)
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "kommune-digital@localhost")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.dummy.EmailBackend"
)

# The command line lies below the demo town and calls it by this name.
DEMO_TOWN_LOADER = "kommune.project.loading.town.load_demo_town"
