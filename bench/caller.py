"""Calls the product in this very process as a web server would, without any network between."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings

from kommune.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BARE_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took in seconds, from the request to the closed answer."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


@dataclass(slots=True)
class Caller:
    """One signed-in browser in front of one WSGI application; ``cookie`` is empty for a visitor."""

    application: Callable[..., Any]
    cookie: str = ""
    encoding: str = "gzip"
    _seen: dict[str, Any] = field(default_factory=dict)

    def get(self, address: str) -> Answer:
        """Get one page."""
        path, _mark, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_ENCODING": self.encoding, "HTTP_ACCEPT_LANGUAGE": "de", "HTTP_ACCEPT": "text/html",
            "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }  # fmt: skip
        began = time.perf_counter()
        response = self.application(environ, self._note)
        body = b"".join(response)
        response.close()
        seconds = time.perf_counter() - began
        return Answer(int(self._seen["status"].split()[0]), self._seen["headers"], body, seconds)

    def _note(self, status: str, headers: list[tuple[str, str]], *_more: object) -> None:
        self._seen = {"status": status, "headers": {name.lower(): value for name, value in headers}}


def bare_application() -> WSGIHandler:
    """Django with sessions and people and nothing else, serving the same addresses."""
    with override_settings(MIDDLEWARE=BARE_MIDDLEWARE):
        return WSGIHandler()


def sign_in(user: User) -> str:
    """A session made directly in the database; the cookie to send. Nobody waits for 200 password hashes."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    statements: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements
