"""Which apps, middleware and templates make up the product, from the ground up."""

from kommune.foundation import environment

DEBUG = environment.flag("DEBUG")
ROOT_URLCONF = "kommune.project.urls"
WSGI_APPLICATION = "kommune.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    # Before allauth, whose templates it replaces.
    "kommune.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "kommune.foundation",
    "kommune.audit",
    "kommune.municipalities",
    "kommune.files",
    "kommune.jobs",
    "kommune.search",
    "kommune.imports",
    "kommune.findings",
    "kommune.strategy",
    "kommune.maturity",
    "kommune.reporting",
    "kommune.workbench",
    "kommune.api",
    "kommune.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages compressed, with random padding against guessing secrets from their length (BREACH); the secret
    # tokens of forms are masked anew in every page besides.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kommune.accounts.web.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kommune.municipalities.web.middleware.TownMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kommune.workbench.shell.shell",
            ],
        },
    }
]
