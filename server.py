# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The front door: settings, wiring, command line.

The environment is read here and nowhere else, once, into one frozen value.
Longer than 300 lines because every command is said here with its help and its example.
"""

import json
import logging
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from prometheus_client import CollectorRegistry, generate_latest
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from graph.errors import BadInput, PartnernetzError, StoreUnavailable
from graph.kinds import Kinds, load_kinds
from graph.model import Audience
from graph.search.find import Finder
from graph.stores.backups import restore_backup, write_backup
from graph.stores.opening import open_store, store_path
from graph.stores.protocol import Store
from graph.tokens import Tokens
from loaders.run import Options as LoadOptions
from loaders.run import known_loaders, load
from schema.application import Application
from schema.build import build_schema, sdl
from schema.http.connection import bounded_protocol
from schema.http.endpoint import Endpoint
from schema.http.limits import Limits
from schema.http.log import AccessLog, JsonLines, log_to
from schema.http.metrics import count_in
from schema.http.service import Options
from schema.service import About
from web.query import PageForBrowsers, build_query_page

SAMPLE = Path(__file__).parent / "loaders" / "samples" / "hannover"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseSettings):
    """Everything that can be set; each as PARTNERNETZ_NAME, most also as an option of the command line."""

    model_config = SettingsConfigDict(env_prefix="PARTNERNETZ_", env_nested_delimiter="__", frozen=True, extra="ignore")

    store: str = Field("sqlite:data/partnernetz.db", description="Where the graph lies: sqlite:PATH or memory:")
    state: Path = Field(Path("data/state.db"), description="Where tokens lie, apart from the graph.")
    host: str = Field("127.0.0.1", description="The address to listen on; loopback unless chosen otherwise.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on; 0 takes a free one.")
    expose: bool = Field(False, description="Must be true to listen on another address than loopback.")
    public_url: str = Field("", description="The address that the world sees; used in uri and links.")
    base_path: str = Field("", description='Where the service lies behind its proxy: "/netz".')
    trusted_proxies: str = Field("", description="Addresses of proxies whose X-Forwarded-* headers count.")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    limits: dict[str, int] = Field(default_factory=dict, description="Limits by name: PARTNERNETZ_LIMITS__COST=5000.")


class SystemSurroundings:
    """The real clock and the real randomness."""

    def now(self) -> datetime:
        """The time in UTC."""
        return datetime.now(UTC)

    def random(self) -> bytes:
        """Eight random bytes."""
        return os.urandom(8)


def program_version() -> str:
    """The version of this program."""
    try:
        return version("partnernetz")
    except PackageNotFoundError:
        return "0.1.0"


def limits_of(settings: Settings) -> Limits:
    """The limits, with those that the settings change.

    Raises:
        BadInput: there is no such limit.
    """
    known = {info.name for info in Limits().described()}
    for name in settings.limits:
        if name not in known:
            raise BadInput(f'There is no limit "{name}".', f"One of {', '.join(sorted(known))}.")
    return replace(Limits(), **settings.limits)


# ------------------------------------------------------------------ the application


def create_app(settings: Settings, store: Store, tokens: Tokens, *, public_url: str = "") -> Starlette:
    """The whole service over one store."""
    limits = limits_of(settings)
    about = About(program_version(), limits.described(), known_loaders(store.kinds))
    finder = Finder()
    address = (settings.public_url or public_url).rstrip("/")
    application = Application(store, tokens, finder, about, address)
    schema, registry = build_schema(), CollectorRegistry()
    options = Options(docs=f"{address}{settings.base_path}/docs/errors")
    endpoint = Endpoint(schema, application, limits=limits, version=about.version, options=options)
    page = build_query_page(base_path=settings.base_path)
    pages = _Pages(store, sdl(schema), registry)
    routes: list[BaseRoute] = [
        Route("/", lambda _: RedirectResponse(f"{settings.base_path}/graphql", 307)),
        Route("/graphql", PageForBrowsers(endpoint, page)),
        page.assets.route(),
        *pages.routes(settings.base_path),
    ]
    if settings.base_path:
        routes = [Mount(settings.base_path, routes=routes), *routes]
    told = (log_to(logging.getLogger("partnernetz.access")), count_in(registry))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        _warm(application)
        yield
        endpoint.close()
        store.close()
        tokens.close()

    app = Starlette(routes=routes, lifespan=lifespan)
    app.add_middleware(AccessLog, tell=lambda served: [tell(served) for tell in told])  # type: ignore[arg-type, return-value]
    return app


def _warm(application: Application) -> None:
    """The first question of each audience finds its view made."""
    for audience in Audience:
        application.store.view(audience)


class _Pages:
    """The small pages around the API: health, metrics, the schema, and where a uri leads."""

    def __init__(self, store: Store, document: str, registry: CollectorRegistry) -> None:
        self._store, self._document, self._registry = store, document, registry

    def routes(self, base_path: str) -> list[BaseRoute]:
        """Their routes."""
        self._base_path = base_path
        return [
            Route("/schema.graphql", self.schema),
            Route("/health/live", self.live),
            Route("/health/ready", self.ready),
            Route("/metrics", self.metrics),
            Route("/id/{identifier}", self.record),
        ]

    async def schema(self, _: Request) -> Response:
        """The schema as a document."""
        return PlainTextResponse(self._document, media_type="application/graphql")

    async def live(self, _: Request) -> Response:
        """The process answers."""
        return JSONResponse({"status": "live"})

    def ready(self, _: Request) -> Response:
        """The store can be read."""
        try:
            number = self._store.view(Audience.PUBLIC).revision.number
        except StoreUnavailable as error:
            return JSONResponse({"status": "not ready", "message": error.message, "hint": error.hint}, 503)
        return JSONResponse({"status": "ready", "revision": number})

    def metrics(self, _: Request) -> Response:
        """Counters for Prometheus."""
        return Response(generate_latest(self._registry), media_type="text/plain; version=0.0.4; charset=utf-8")

    def record(self, request: Request) -> Response:
        """What a record's uri shows: the record, asked of the API."""
        identifier = json.dumps(request.path_params["identifier"][:200])
        query = f"{{ node(id: {identifier}) {{ id ... on AnyRecord {{ uri label {{ text lang }} }} }} }}"
        return RedirectResponse(str(request.url.replace(path=f"{self._base_path}/graphql").include_query_params(query=query)), 303)


# ------------------------------------------------------------------ the command line

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="Partnernetz: a city's partner network as a graph.")
token_cli = typer.Typer(no_args_is_help=True, help="Who may see and do more than the public.")
cli.add_typer(token_cli, name="token")
StoreOption = Annotated[str | None, typer.Option("--store", help="sqlite:PATH or memory: (default: PARTNERNETZ_STORE)")]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs: one JSON value on standard output.")]


def _console() -> Console:
    return Console(stderr=True, highlight=False)


@contextmanager
def _told() -> Any:
    """Our errors in one sentence, and exit status 2."""
    try:
        yield
    except PartnernetzError as error:
        _console().print(f"[red]{error.code}[/red] {error.message} {error.hint}".strip(), soft_wrap=True)
        raise typer.Exit(2) from None


def _settings(store: str | None = None, **given: object) -> Settings:
    chosen = {name: value for name, value in {"store": store, **given}.items() if value is not None}
    return Settings(**chosen)  # type: ignore[arg-type]


def _open(settings: Settings, kinds: Kinds | None = None) -> Store:
    return open_store(settings.store, kinds or load_kinds(), SystemSurroundings())


@contextmanager
def _progress(what: str) -> Any:
    """A bar when a person looks; nothing otherwise."""
    with Progress(console=_console(), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda done: bar.update(task, completed=done)


@cli.command()
def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Fill an empty store with the Hannover sample.")] = False,
) -> None:
    """Serves the graph. Example: python server.py serve --store sqlite:data/partnernetz.db --port 8000"""
    with _told():
        settings = _settings(store, host=host, port=port)
        sock = _socket(settings)
        opened = _open(settings)
        if sample and opened.latest() == 0:
            _fill(opened)
        tokens = Tokens(settings.state)
        address = f"http://{settings.host}:{sock.getsockname()[1]}"
        app = create_app(settings, opened, tokens, public_url=address)
        _log(settings)
        _greet(f"{settings.public_url or address}{settings.base_path}", _editor_token(settings, tokens))
        _run(app, settings, sock)


def _socket(settings: Settings) -> Any:
    """The listening socket, bound before anything is opened.

    Raises:
        StoreUnavailable: the port is taken, or the address is not ours; names the next free port.
    """
    import socket

    if settings.host not in LOOPBACK and not settings.expose:
        hint = "Set PARTNERNETZ_EXPOSE=true if that is meant, and put a proxy with TLS in front."
        raise BadInput(f"{settings.host} can be reached from other machines.", hint)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((settings.host, settings.port))
    except OSError as error:
        hint = f"Port {_free_port(settings)} is free: serve --port {_free_port(settings)}."
        raise BadInput(f"Port {settings.port} on {settings.host} cannot be taken: {error.strerror}.", hint) from None
    return sock


def _free_port(settings: Settings) -> int:
    import socket

    for port in range(settings.port + 1, min(settings.port + 100, 65535)):
        with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
            if probe.connect_ex((settings.host, port)):
                return port
    return 0


def _fill(store: Store) -> None:
    with _progress("Loading the sample") as tell:
        report = load(store, [SAMPLE], progress=tell)
    _console().print(str(report), soft_wrap=True)


def _editor_token(settings: Settings, tokens: Tokens) -> str:
    """On loopback a fresh token for editing is printed at each start; it lasts a day."""
    return tokens.new("EDITOR", "made by serve", 1)[0] if settings.host in LOOPBACK else ""


def _greet(address: str, token: str) -> None:
    console = _console()
    question = '{"query":"{ stakeholders { totalCount nodes { label { text } } } }"}'
    console.print(f"Partnernetz {program_version()} at [bold]{address}/graphql[/bold]", soft_wrap=True)
    console.print(f"Ask: curl {address}/graphql -H 'Content-Type: application/json' -d '{question}'", soft_wrap=True)
    if token:
        console.print(f"Token for editing, for a day: {token}", soft_wrap=True)


def _log(settings: Settings) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)


def _run(app: Starlette, settings: Settings, sock: Any) -> None:
    config = uvicorn.Config(
        app,
        http=bounded_protocol(limits_of(settings)),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=15,
        ws="none",
    )
    uvicorn.Server(config).run(sockets=[sock])


@cli.command(name="import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Files, or folders of files, that make one feed.")],
    store: StoreOption = None,
    feed: Annotated[str, typer.Option(help="The feed's key, where the files say none.")] = "",
    loader: Annotated[str, typer.Option(help="Name of the loader; found by content without it.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing if there is any error.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read, check and report; write nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Loads files as one feed. Example: python server.py import my-city/ --dry-run"""
    with _told():
        settings = _settings(store)
        opened = _open(settings)
        chosen = _loader(loader, opened.kinds)
        options = LoadOptions(feed=feed, dry_run=dry_run, strict=strict)
        with _progress("Loading") as tell:
            report = load(opened, files, options=options, loader=chosen, progress=tell)
        opened.close()
    if as_json:
        problems = [{"severity": p.severity, "code": p.code, "place": str(p.place), "message": p.message, "hint": p.hint} for p in report.problems]
        typer.echo(json.dumps({"report": str(report), "problems": problems}, ensure_ascii=False))
    else:
        for problem in report.problems:
            _console().print(f"{problem.severity} {problem.place}: {problem.message} {problem.hint}", soft_wrap=True)
        typer.echo(str(report))
    raise typer.Exit(1 if report.errors else 0)


def _loader(name: str, kinds: Kinds) -> Any:
    known = {loader.name: loader for loader in known_loaders(kinds)}
    if name and name not in known:
        raise BadInput(f'There is no loader "{name}".', f"One of {', '.join(known)}.")
    return known.get(name)


@cli.command()
def check(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Checks the store from end to end. Example: python server.py check"""
    with _told():
        opened = _open(_settings(store))
        found, revision = opened.problems(), opened.latest()
        opened.close()
    if as_json:
        typer.echo(json.dumps({"revision": revision, "problems": found}))
    else:
        typer.echo("\n".join(found) if found else f"Sound at revision {revision}.")
    raise typer.Exit(1 if found else 0)


@cli.command()
def backup(out: Annotated[Path, typer.Argument(help="The file to write.")], store: StoreOption = None) -> None:
    """Writes one whole revision and the state to a file. Example: python server.py backup partnernetz.backup"""
    with _told(), _progress("Backup") as tell:
        settings = _settings(store)
        opened = _open(settings)
        write_backup(opened, settings.state, out, tell)
        opened.close()
    typer.echo(f"Written: {out}")


@cli.command()
def restore(
    backup_file: Annotated[Path, typer.Argument(metavar="IN", help="A file that backup wrote.")],
    store: StoreOption = None,
    verify: Annotated[bool, typer.Option("--verify", help="Only check that it can be restored.")] = False,
) -> None:
    """Puts a backup in the place of an empty store. Example: python server.py restore partnernetz.backup --verify"""
    with _told():
        settings = _settings(store)
        path = store_path(settings.store)
        typer.echo(restore_backup(backup_file, path, settings.state, _opened_at, verify=verify))


def _opened_at(path: Path) -> Store:
    return open_store(f"sqlite:{path}", load_kinds(), SystemSurroundings())


@token_cli.command(name="new")
def new_token(
    role: Annotated[str, typer.Argument(help="staff, editor or admin")],
    name: Annotated[str, typer.Option(help="For whom or for what.")] = "",
    days: Annotated[int, typer.Option(help="How long it lasts.")] = 90,
) -> None:
    """Makes a token and shows it this once. Example: python server.py token new staff --name "Office" """
    with _told():
        secret, token = Tokens(_settings().state).new(role.upper(), name, days)
    _console().print(f"Token {token.id} for {token.role.lower()}, until {token.expires:%Y-%m-%d}. It is not shown again.")
    typer.echo(secret)


@token_cli.command(name="list")
def list_tokens(as_json: JsonOption = False) -> None:
    """Lists tokens, never their secrets. Example: python server.py token list"""
    with _told():
        known = Tokens(_settings().state).all()
    rows = [[t.id, t.role.lower(), t.name, *(_day(moment) for moment in (t.made, t.expires, t.used, t.revoked))] for t in known]
    names = ["id", "role", "name", "made", "expires", "used", "revoked"]
    if as_json:
        typer.echo(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False))
        return
    table = Table(*names)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


@token_cli.command(name="revoke")
def revoke_token(identifier: Annotated[str, typer.Argument(metavar="ID", help="As token list shows it.")]) -> None:
    """Ends a token. Example: python server.py token revoke 1a2b3c4d"""
    with _told():
        Tokens(_settings().state).revoke(identifier)
    typer.echo(f"Revoked: {identifier}")


@cli.command()
def schema(
    check_only: Annotated[bool, typer.Option("--check", help="Only compare with schema/schema.graphql.")] = False,
) -> None:
    """Prints the GraphQL schema. Example: python server.py schema > schema/schema.graphql"""
    document = sdl(build_schema())
    if not check_only:
        typer.echo(document, nl=False)
        return
    kept = Path(__file__).parent / "schema" / "schema.graphql"
    if not kept.exists() or kept.read_text(encoding="utf-8") != document:
        _console().print("schema/schema.graphql is not what the code says. Write it anew: python server.py schema > schema/schema.graphql")
        raise typer.Exit(1)
    typer.echo("schema/schema.graphql is what the code says.")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    cli(args=list(arguments) if arguments is not None else None)



if __name__ == "__main__":
    main()
