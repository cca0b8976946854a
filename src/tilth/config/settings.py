"""Django's settings: all that varies comes from the environment (`tilth.config.env`)."""

from pathlib import Path

from csp.constants import NONE, SELF

from tilth.config import env

_ENV = env.read()

DEBUG = _ENV.debug
SECRET_KEY = _ENV.secret_key
ALLOWED_HOSTS = list(_ENV.allowed_hosts)
DATABASES = {"default": env.database(_ENV.database_url)}

TILTH_DATA = _ENV.data
TILTH_KEYRING = _ENV.keyring
"""The file of the keys that open sealed columns."""
TILTH_DEMO = _ENV.demo
"""Lists the people of a demo on the sign-in page and opens the gallery of components."""
TILTH_TRUSTED_PROXIES = _ENV.trusted_proxies
"""Who may say for whom it asks: only from these is a forwarded address or scheme read."""
TILTH_POOLER = _ENV.pooler
"""A pooler chooses the connection: a proof of entry is bound to its minute alone."""
TILTH_TODAY = _ENV.today
"""Freezes the day that the pages call today; empty = the bank's setting decides."""
TILTH_COMPARE_READS = False
"""Whether every compiled read is compared with the queryset that it stands for; on in tests."""
TILTH_STRICT_TEMPLATES = False
"""Whether a name that a template does not know is an error, as in tests; else it is noted and left blank."""

INSTALLED_APPS = [
    "tilth.data",
    "tilth.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "tilth.access.addresses.real_address",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "tilth.config.refusing.too_long",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tilth.config.compressed.Compressed",
    "tilth.access.browsers.keep_nothing",
    "tilth.access.settled.once_a_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tilth.access.middleware.idle_session",
    "django.middleware.locale.LocaleMiddleware",
    "tilth.web.format.languages.settled",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tilth.access.middleware.who_asks",
    "tilth.access.middleware.Actor",
    "tilth.web.signs.seen",
]
ROOT_URLCONF = "tilth.config.urls"
WSGI_APPLICATION = "tilth.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "tilth.web.templating.backend.Templates",
        "DIRS": [Path(__file__).resolve().parents[1] / "web/templates"],
        "OPTIONS": {"environment": "tilth.web.templating.backend.environment"},
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"
"""Inputs are written by the pages' own engine too: half the work of Django's language."""

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

AUTH_USER_MODEL = "tilth.User"
AUTHENTICATION_BACKENDS = ["tilth.access.accounts.Backend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

STATIC_URL = "/static/"
STATIC_ROOT = _ENV.data.absolute() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# what lies in the data folder is its own account's
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700

# An hour without a click signs out: the age counts from the session's last change, see `idle_session`.
SESSION_ENGINE = "tilth.access.sessions"
SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tilth.web.errors.csrf_failed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _ENV.https
SECURE_HSTS_SECONDS = 31_536_000 if _ENV.https else 0
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS] if _ENV.https else []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "tilth.access.scrubbing.Scrubber", "fmt": _LINE}},
    "filters": {"one_line": {"()": "tilth.access.quiet.OneLine"}},
    "handlers": {
        "stderr": {"class": "tilth.access.quiet.Stderr", "formatter": "line", "filters": ["one_line"]},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING"}},
}
"""One way out: Django's own handlers would print or mail addresses as they came."""
