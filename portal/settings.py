"""The portal's settings, read from the environment (see docs/operating.md)."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key(DEBUG, VAR_DIR / "secret_key")
# Keys of before: what they signed or encrypted is still read.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
SITE_URL = env.site_url("SITE_URL", "http://127.0.0.1:8000")
HTTPS = urlsplit(SITE_URL).scheme == "https"
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
env.refuse_half_production(DEBUG, HTTPS, ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    # Before taggit: its remove_orphaned_tags command is replaced by a safe one.
    "topics",
    "taggit",
    "django_countries",
    "topics.admin.apps.EditingConfig",  # Django's admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "portal.accounts",
]

MIDDLEWARE = [
    "portal.operations.middleware.ObservingMiddleware",
    "portal.caching.proxy_cache.ProxyCacheMiddleware",
    # Headers first, so that every refusal and redirect has them.
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.http.middleware.isolation",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.http.middleware.only_allowed_hosts",
    "django.middleware.security.SecurityMiddleware",
    "portal.http.middleware.only_text",
    "portal.http.middleware.only_editors_send",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.accounts.middleware.session_renewal",
    "portal.http.middleware.only_keys",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "portal.accounts.middleware.keep_current_request",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.databases.time_limit.TimeLimitMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "topics.views.navigation.navigation",
                "topics.views.canonical.canonical",
            ],
        },
    },
]

# Room for the counters of rate limits beside all else.
CACHES = {
    "default": env.cache("CACHE_URL", "locmemcache://?max_entries=10000"),
}
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR}/db.sqlite3")}
STATEMENT_TIMEOUT = env.number("STATEMENT_TIMEOUT", 10)  # seconds
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["ENGINE"] = "portal.databases.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        # Readers go on while an editor saves; writers wait their turn. 8 MB of the file
        # in memory: a search looks at a thousand rows in many places.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA cache_size=-8000",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        **DATABASES["default"].get("OPTIONS", {}),
    }
replicas = env.replicas("REPLICA_URLS", DATABASES["default"], CACHES["default"])
DATABASES |= replicas
REPLICAS = list(replicas)
if REPLICAS:
    DATABASE_ROUTERS = ["portal.databases.replicas.Router"]
    MIDDLEWARE.append("portal.databases.replicas.ReplicaMiddleware")
for database in DATABASES.values():
    # Also on SQLite a new connection costs more than most queries, and forgets what it
    # has read of the file.
    database.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    if "postgresql" in database["ENGINE"]:
        # A machine that is gone does not refuse, it is silent: 3 s to connect, 10 s
        # (in ms) for it to confirm what it was sent.
        patience = {"connect_timeout": 3, "tcp_user_timeout": 10_000}
        database["OPTIONS"] = patience | database.get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Whether several machines see the same cache.
SHARED_CACHE = "locmem" not in CACHES["default"]["BACKEND"]

# Finished pages in front of Django (portal.caching.page_cache); 0 turns that off. Under
# DEBUG an edited template shows at once.
PAGE_CACHE_BYTES = env.number("PAGE_CACHE_MB", 64, least=0) * 1_000_000
if DEBUG:
    PAGE_CACHE_BYTES = 0
# With a shared cache: whether each request asks it for changes, or one a second.
PAGE_CACHE_EXACT = env.flag("PAGE_CACHE_EXACT")
PAGE_COUNTERS = Path(env.text("PAGE_COUNTERS", str(VAR_DIR / "page-counters")))
# Without a shared cache, what rate limits have counted.
REQUEST_COUNTS = PAGE_COUNTERS.with_name("request-counts")

email = env.email("EMAIL_URL", "consolemail://")
EMAIL_BACKEND = email["EMAIL_BACKEND"]
EMAIL_FILE_PATH = email["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = email["EMAIL_HOST"], email["EMAIL_PORT"]
EMAIL_HOST_USER = email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"portal@{urlsplit(SITE_URL).hostname}")
SENDS_MAIL = bool(env.text("EMAIL_URL"))

# Whom /.well-known/security.txt names, and where what follows is written.
SECURITY_CONTACT = env.contact("SECURITY_CONTACT", ["mailto", "https", "tel"])
SECURITY_POLICY = env.contact("SECURITY_POLICY", ["https"])

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
# Words of one language need not be looked up, which each page does a hundred times.
USE_I18N = len(LANGUAGES) > 1
TIME_ZONE = "UTC"
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.formats"]
# Kosovo has no code of its own in ISO 3166; XKX is in general use for it.
COUNTRIES_OVERRIDE = {"XK": {"names": [_("Kosovo")], "alpha3": "XKX"}}

# Enough for a text of many times the length that is saved: its form says so and shows
# it again, where Django would refuse to read it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.http.static_files.BundlingStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

# Images that editors uploaded; the portal serves them itself.
MEDIA_ROOT = env.text("MEDIA_DIR", str(VAR_DIR / "media"))

FIXTURE_DIRS = [BASE_DIR / "fixtures"]
SERIALIZATION_MODULES = {"md": "topics.content.markdown_format"}
TAGGIT_CASE_INSENSITIVE = True

PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")
]
rules = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{rules}.UserAttributeSimilarityValidator"},
    {"NAME": f"{rules}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{rules}.CommonPasswordValidator"},
    {"NAME": f"{rules}.NumericPasswordValidator"},
    {"NAME": "portal.accounts.passwords.RecordedChange"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR")
OTP_TOTP_ISSUER = "Peacekeeping Portal"

# A name is held back only for the address that guessed wrong, so that strangers
# cannot keep its owner out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "portal.http.client_address.client_address"
AXES_LOCKOUT_CALLABLE = "portal.http.rate_limits.held_back"
# Not written down with a failed sign-in; a recovery code may be one that still opens.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # portal.accounts keeps its own
AXES_ENABLE_ADMIN = False

TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, least=0)
# Whoever reads may send something there; else only editors send.
READERS_FORMS = {"/report/", "/alerts/", "/alerts/confirm/", "/alerts/stop/"}
# (requests, seconds) for each address
RATE_LIMITS = {
    "search": (env.number("SEARCHES_PER_MINUTE", 60), 60),
    "suggest": (env.number("SUGGESTIONS_PER_MINUTE", 240), 60),
    "sign-in": (env.number("SIGN_INS_PER_HOUR", 60), 3600),
    "kept-form": (20, 3600),
    "password-reset": (5, 3600),
    # Of those that are kept for editors.
    "zero-result": (50, 24 * 3600),
    "report": (10, 3600),
    "alert": (10, 3600),
    # E-mails to one address that ask whether it wants an alert.
    "alert-question": (10, 24 * 3600),
}

SECURE_SSL_REDIRECT = HTTPS
# Asked for within the machine, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# Promises for names that the portal may not own, and hard to take back.
hsts = env.choice("HSTS", ["host", "subdomains", "preload"], "host")
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and hsts != "host"
SECURE_HSTS_PRELOAD = HTTPS and hsts == "preload"
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # that ask for both
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Browsers take a cookie so named only from this host, over https.
prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{prefix}sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
# Not "Strict": a link in a letter may lead an editor to the admin.
SESSION_COOKIE_SAMESITE = "Lax"
KNOWN_EDITOR_COOKIE = f"{prefix}editor"  # whose forms are kept after the session
CSRF_COOKIE_NAME = f"{prefix}csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.number("SESSION_HOURS", 12) * 3600  # since the last request
LONGEST_SESSION = 14 * 24 * 3600  # since signing in
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "upgrade-insecure-requests": HTTPS,
        "report-uri": env.report_address("CSP_REPORT_URI") or None,
    }
}
# All that asks for a device, a sensor or the reader's secrets.
features = """
    accelerometer autoplay bluetooth browsing-topics camera
    clipboard-read compute-pressure display-capture encrypted-media gamepad geolocation
    gyroscope hid identity-credentials-get idle-detection keyboard-map local-fonts
    magnetometer microphone midi otp-credentials payment picture-in-picture
    publickey-credentials-create publickey-credentials-get screen-wake-lock serial
    storage-access usb window-management xr-spatial-tracking
"""
PERMISSIONS_POLICY = {feature: [] for feature in features.split()}

LOG_FORMAT = env.choice("LOG_FORMAT", ["text", "json"], "text")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "portal.operations.logs.RequestFilter"}},
    "formatters": {
        "text": {
            "()": "portal.operations.logs.WordlessFormatter",
            "format": "{asctime} {levelname} {name} {request_id}: {message}",
            "style": "{",
        },
        "json": {"()": "portal.operations.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "portal.access": {"level": "INFO"},
        # Its own handlers would print twice in debug mode, and send mail elsewhere.
        "django": {"handlers": [], "level": "WARNING"},
        # Refusals are in the access log; these would quote paths and referrers.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
    },
}

# What /readyz asks, by name: functions that say whether it holds.
READINESS_CHECKS = {
    "database": "portal.operations.health.database_answers",
    "migrations": "portal.operations.health.migrations_are_applied",
    "search_index": "topics.search.readiness.search_index_is_complete",
}
# What it tells besides: readers may be sent here all the same.
READINESS_DETAILS = {
    "scheduled_versions": "topics.publishing.due.scheduled_versions",
    "change_counters": "portal.caching.surrogate_keys.changes_are_told",
}
METRICS_TOKEN = env.text("METRICS_TOKEN")
# Where processes add up is said again by those of the server, which have room there:
# prometheus_client would have every command leave files.
METRICS_DIR = env.text("PROMETHEUS_MULTIPROC_DIR", str(VAR_DIR / "metrics"))
os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
WEB_WORKERS = env.number("WEB_WORKERS", min(4, max(2, os.cpu_count() or 1)))
