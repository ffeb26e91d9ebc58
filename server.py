# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The front door: settings, wiring, command line.

The environment is read here and nowhere else, once, into one frozen value. What goes wrong is told in one sentence,
with exit status 2; 1 means that the command ran and found something wrong.
"""
# Longer than 300 lines because every setting and every command is said here, with its help and its example.

import json
import logging
import os
import sys
import time
import tomllib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_network
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import Annotated, Literal
from urllib.parse import urlsplit

import typer
from prometheus_client import CollectorRegistry, ProcessCollector
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Mount, Route, Router, WebSocketRoute

from graph.changes import Diff, revision_difference
from graph.editing.desk import Desk
from graph.editing.saving import Saved, rehearse, save
from graph.editing.saying import Plan
from graph.editing.taking import revert as undo
from graph.editing.taking import withdraw_feed
from graph.editing.voice import voice_of
from graph.errors import BadInput, PartnernetzError
from graph.export.formats import format_named, formats
from graph.export.json_lines import kind_of
from graph.export.jsonl import STORE, fill, write_jsonl
from graph.export.outfile import new_file
from graph.export.template import write_template
from graph.export.wanted import Wanted
from graph.forgetting import Erasing, Remains, held_json, held_on
from graph.forgetting import erase as erase_record
from graph.identity.judgement import Judgement
from graph.identity.judging import judge as judge_pair
from graph.identity.judging import judged
from graph.identity.proposals import proposals
from graph.ids import tombstone
from graph.kinds import load_kinds
from graph.model import LANGUAGES, Audience, Revision, at
from graph.nearest import nearest_word
from graph.search.find import Finder
from graph.selection import NetworkFilter, Projection
from graph.state.audit import Act
from graph.state.whole import Keeping, open_state
from graph.stores.backups import restore_backup, write_backup
from graph.stores.opening import open_store, store_path
from graph.stores.probing import probe_places
from graph.stores.protocol import Store, View
from graph.tokens import Token, Tokens
from loaders.deciding import Decided
from loaders.known import known_loaders
from loaders.loader import Problem
from loaders.options import Options as LoadOptions
from loaders.remembered import as_before, edits_of, source_of_feed
from loaders.report import Report
from loaders.run import load
from loaders.tables.pairs import propose_mapping
from loaders.telling import label_of, lines
from loaders.uploaded import UploadLoading
from schema.application import Application, Surroundings
from schema.build import build_schema, file_text, sdl
from schema.downloads import Downloading, read_filter
from schema.http.connection import bounded_protocol
from schema.http.endpoint import Endpoint
from schema.http.errors import code_named
from schema.http.jobpages import JobPages
from schema.http.limits import Limits
from schema.http.log import AccessLog, JsonLines, Served, log_to
from schema.http.longwork import LongWork
from schema.http.metrics import count_in
from schema.http.options import Options
from schema.http.uploads import UploadPages
from schema.service import About
from schema.watching import Watch
from web.addresses import Addresses, place_of
from web.background import Background
from web.documents import build_documents
from web.downloads import Downloads
from web.listening import address_of, listen, run
from web.operations import Operations
from web.query import PageForBrowsers, build_query_page

HERE = Path(__file__).parent
SAMPLE = HERE / "loaders" / "samples" / "hannover"
DOCUMENTS = (HERE / "docs", HERE / "web" / "docs")
"""In a checkout, and in the installed package."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SWITCH = 0.001
"""Seconds that a thread may compute while the loop waits to take requests; a fifth of what Python gives."""
AUTHOR = "command line"
"""Who writes, where no token says so."""
FORMATS_HELP = f"store (all of it), or what an audience sees as {', '.join(formats())}."
MOST_LINES = 200
"""Facts that a table of changes shows."""
PREFIX = "PARTNERNETZ_"
CLIENTS = frozenset({"PARTNERNETZ_TOKEN"})
"""Names that clients of the service use, such as the programs that the query page hands out."""


# ------------------------------------------------------------------ settings


def _base_path(text: str) -> str:
    path = text.rstrip("/")
    if path and (not path.startswith("/") or "//" in path or set(path) & set("?#{} ")):
        raise ValueError('it is a path such as "/netz"')
    return path


def _public_url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise ValueError('it is an address such as "https://example.org/netz"')
    return text.rstrip("/")


def _proxies(text: str) -> str:
    for name in filter(None, map(str.strip, text.split(","))):
        try:
            ip_network(name)
        except ValueError:
            raise ValueError(f'"{name}" is neither an address nor a network such as 10.0.0.0/8') from None
    return text


class Settings(BaseSettings):
    """Everything that can be set; each as PARTNERNETZ_NAME, most also as an option of the command line."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="ignore")

    store: str = Field("sqlite:data/partnernetz.db", description="Where the graph lies: sqlite:PATH or memory:")
    state: Path = Field(Path("data/state.db"), description="Where tokens lie, apart from the graph.")
    host: str = Field("127.0.0.1", description="The address to listen on; loopback unless chosen otherwise.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on; 0 takes a free one.")
    expose: bool = Field(False, description="Must be true to listen on another address than loopback.")
    public_url: Annotated[str, AfterValidator(_public_url)] = Field(
        "", description="The address that the world sees; used in uri and links."
    )
    base_path: Annotated[str, AfterValidator(_base_path)] = Field(
        "", description='Where the service lies behind its proxy, such as "/netz"; by default the path of public_url.'
    )
    trusted_proxies: Annotated[str, AfterValidator(_proxies)] = Field(
        "", description="Addresses or networks of proxies whose X-Forwarded-* headers count, separated by commas."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="What is worth a line.")
    limits: dict[str, int] = Field(
        default_factory=dict, description="Limits by name, such as PARTNERNETZ_LIMITS__COST=5000."
    )

    @property
    def path(self) -> str:
        """Where the service lies below its host."""
        return self.base_path or urlsplit(self.public_url).path

    @property
    def proxies(self) -> tuple[str, ...]:
        """The trusted proxies, one by one."""
        return tuple(filter(None, map(str.strip, self.trusted_proxies.split(","))))

    def address(self, local: str) -> str:
        """The address that the world sees, the base path included; without one, the local address."""
        return (self.public_url or local).removesuffix(self.path) + self.path


def read_settings(**given: str | int | None) -> Settings:
    """The settings: what is given on the command line, then the environment, then the defaults.

    Raises:
        BadInput: a value that does not fit, or a name that is none of ours.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    _refuse_unknown(os.environ)
    try:
        settings = Settings(**chosen)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{'__'.join(map(str, first['loc'])).upper()}"
        why = first["msg"].removeprefix("Value error, ")
        raise BadInput(f'{name} is "{first["input"]}": {why[:1].lower()}{why[1:]}.', _meaning(first["loc"])) from None
    except SettingsError:
        raise BadInput(f"{PREFIX}LIMITS cannot be read.", f"Write {PREFIX}LIMITS__COST=5000.") from None
    if urlsplit(settings.public_url).path not in {"", settings.path}:
        hint = "Leave one of the two out."
        raise BadInput(f"PARTNERNETZ_PUBLIC_URL has another path than PARTNERNETZ_BASE_PATH {settings.path}.", hint)
    limits_of(settings)
    return settings


def _meaning(place: Sequence[int | str]) -> str:
    return Settings.model_fields[str(place[0])].description or ""


def _refuse_unknown(environment: Sequence[str] | os._Environ[str]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | CLIENTS
    for name in sorted(environment):
        if name.startswith(PREFIX) and name.partition("__")[0] not in known:
            near = nearest_word(known - CLIENTS, name)
            hint = f"Did you mean {near}?" if near else f"The settings are {', '.join(sorted(known - CLIENTS))}."
            raise BadInput(f"There is no setting {name}.", hint)


def limits_of(settings: Settings) -> Limits:
    """The limits, with those that the settings change.

    Raises:
        BadInput: there is no such limit, or it cannot be so low.
    """
    known = {info.name for info in Limits().described()}
    for name in settings.limits:
        if name not in known:
            near = nearest_word(known, name)
            hint = f'Did you mean "{near}"?' if near else f"One of {', '.join(sorted(known))}."
            raise BadInput(f'There is no limit "{name}".', hint)
    try:
        return replace(Limits(), **settings.limits)
    except ValueError as error:
        raise BadInput(str(error), "None can be switched off.") from None


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
    project = HERE / "pyproject.toml"
    if project.exists():
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    try:
        return version("partnernetz")
    except PackageNotFoundError:
        return "unknown"


# ------------------------------------------------------------------ the application


def create_app(settings: Settings, store: Store, tokens: Tokens, *, local: str = "") -> Starlette:
    """The whole service over one store; whoever opened store and tokens closes them.

    Args:
        settings: All settings.
        store: What is served.
        tokens: Who may see more than the public.
        local: The address it listens on, for links where the settings name no public one.
    """
    limits, registry = limits_of(settings), CollectorRegistry()
    ProcessCollector(registry=registry)
    about = About(program_version(), limits.described(), known_loaders(store.kinds))
    address, schema = settings.address(local), build_schema()
    finder, watch, state = Finder(), Watch(store), open_state(settings.state, _keeping(limits))
    work = LongWork(state.jobs, limits, time.monotonic)
    beside = Surroundings(state.audit, work, watch, UploadLoading(store, state.uploads))
    application = Application(store, tokens, finder, about, address, beside)
    options = Options(docs=f"{address}/docs/errors", work=work, address=address)
    endpoint = Endpoint(schema, application, limits=limits, version=about.version, options=options)
    operations = Operations(store, partial(probe_places, _places(settings)), registry)
    background = Background(store, partial(finder.find, text="a"), operations.refuse)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        _views_made(store)
        work.recover()
        application.begin()
        state.uploads.tidy()
        with background.running(), watch.running():
            yield
        work.close()
        endpoint.close()
        state.close()

    uploads = UploadPages(endpoint.reception, state.uploads, address)
    routes: list[BaseRoute] = [
        Route("/uploads", uploads),
        Route("/uploads/{id}", uploads),
        Route("/jobs/{id}", JobPages(endpoint.reception, work, address, is_result=False)),
        Route("/jobs/{id}/result", JobPages(endpoint.reception, work, address, is_result=True)),
    ]
    downloads = Downloads(Downloading(schema, application, limits).asked, lambda code: code_named(code).status)
    routes += [*downloads.routes(), *operations.routes()]
    app = _routed(settings, endpoint, routes, document=sdl(schema))
    app.router.lifespan_context = lifespan
    app.add_middleware(AccessLog, tell=_teller(registry, settings.path))
    return app


def _keeping(limits: Limits) -> Keeping:
    """How much of uploads and jobs is kept."""
    upload_time, job_time = timedelta(seconds=limits.upload_kept), timedelta(seconds=limits.job_kept)
    return Keeping(limits.uploads, upload_time, limits.jobs_kept, job_time)


def _views_made(store: Store) -> None:
    """The first question of each audience finds its view made; a damaged store is known before it is asked."""
    for audience in Audience:
        store.view(audience)


def _routed(settings: Settings, endpoint: Endpoint, routes: list[BaseRoute], *, document: str) -> Starlette:
    """Everything at its address, below the base path and without it: some proxies keep it, others take it away."""
    base = settings.path
    page = build_query_page(base_path=base)
    folder = next((folder for folder in DOCUMENTS if folder.is_dir()), DOCUMENTS[0])
    documents = build_documents(folder, page.assets, base_path=base)
    addresses = Addresses(base, document, page.assets)
    routes = [
        Route("/graphql", PageForBrowsers(endpoint, page)),
        WebSocketRoute("/graphql", endpoint),
        page.assets.route(),
        *addresses.routes(),
        *documents.routes(),
        *routes,
    ]
    below = [Route(base, addresses.root), Mount(base, Router(routes, redirect_slashes=False))] if base else []
    app = Starlette(routes=[*below, *routes], exception_handlers={HTTPException: documents.refusal})
    app.router.redirect_slashes = False
    return app


def _teller(registry: CollectorRegistry, base_path: str) -> Callable[[Served], None]:
    """Tells the log and the metrics of each request; of its path only as much as names no record."""
    to_log, to_metrics = log_to(logging.getLogger("partnernetz.access")), count_in(registry)

    def tell(served: Served) -> None:
        to_log(replace(served, path=place_of(served.path, base_path)))
        to_metrics(served)

    return tell


def _places(settings: Settings) -> list[Path]:
    """The files that must be writable for the service to work."""
    return [settings.state, *([store_path(settings.store)] if settings.store.startswith("sqlite:") else [])]


# ------------------------------------------------------------------ the command line

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Partnernetz: a city's network of partners as a knowledge graph.",
)
token_cli = typer.Typer(no_args_is_help=True, help="Who may see and do more than the public.")
cli.add_typer(token_cli, name="token")
StoreOption = Annotated[str | None, typer.Option("--store", help="sqlite:PATH or memory: (or PARTNERNETZ_STORE).")]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs: one JSON value on standard output.")]


@cli.command(epilog="Example: python server.py serve --store sqlite:data/partnernetz.db --port 8000")
def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on (or PARTNERNETZ_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one (or PARTNERNETZ_PORT).")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Fill an empty store with the Hannover sample.")] = False,
) -> None:
    """Serves the graph until it is told to stop."""
    with _told():
        settings = read_settings(store=store, host=host, port=port)
        _refuse_exposure(settings)
        with (
            closing(listen(settings.host, settings.port)) as listening,
            closing(_opened(settings)) as opened,
            closing(Tokens(settings.state)) as tokens,
        ):
            _replayed(settings, opened)
            if sample and opened.latest() == 0:
                _fill(opened)
            _views_made(opened)
            local = address_of(listening)
            app = create_app(settings, opened, tokens, local=local)
            _greet(settings.address(local), _editor_token(settings, tokens))
            _log(settings, settings.address(local))
            sys.setswitchinterval(SWITCH)
            limits = limits_of(settings)
            protocol, frame = bounded_protocol(limits), limits.socket_frame
            run(app, listening, protocol=protocol, frame=frame, proxies=settings.proxies)


@cli.command(name="import", epilog="Example: python server.py import my-city/ --dry-run")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Files, or folders of files, that make one feed.")],
    store: StoreOption = None,
    feed: Annotated[str, typer.Option(help="The feed's key, where the files say none.")] = "",
    loader: Annotated[str, typer.Option(help="Name of the loader; found by content without it.")] = "",
    mapping: Annotated[Path | None, typer.Option(help="A mapping file, for sheets and graphs that need one.")] = None,
    again: Annotated[str, typer.Option(metavar="FEED", help="Load as this feed was loaded the last time.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing if there is any error.")] = False,
    shrink: Annotated[bool, typer.Option("--shrink", help="Accept that over a fifth of the claims leave.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read, check and report; write nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Loads files as one feed; status 1 if anything in them could not be used."""
    with _told():
        settings = read_settings(store=store)
        with closing(_opened(settings)) as opened:
            if len(files) == 1 and _is_whole_store(files[0]):
                _fill_from(opened, files[0], dry_run=dry_run)
                _replayed(settings, opened)
                _noted(settings, "import", opened.view(Audience.INTERNAL).revision, ())
                return
            options = LoadOptions(
                feed=feed, dry_run=dry_run, strict=strict, shrink=shrink, loader=loader, mapping=_text(mapping)
            )
            options = as_before(opened, again, options) if again else options
            with _progress("Loading") as tell:
                report = load(opened, files, options=options, progress=tell)
            for revision in report.revisions:
                _noted(settings, "import", revision, (report.feed_id,))
    if as_json:
        _print_json(_report(report))
    else:
        _show_problems(report)
        _show_decisions(report.decisions)
        if dry_run or report.diff.changed or report.diff.removed:
            _show_diff(report.diff, would=dry_run)
        typer.echo(str(report))
    raise typer.Exit(1 if report.errors else 0)


@cli.command(epilog="Example: python server.py propose my.edges.csv > my.mapping.yaml")
def propose(file: Annotated[Path, typer.Argument(help="One of a pair of node and edge tables.")]) -> None:
    """Prints the mapping that would be taken for granted, to be changed and given to import."""
    with _told():
        typer.echo(propose_mapping(file, load_kinds()), nl=False)


@cli.command(epilog="Example: python server.py template partners.xlsx --lang de")
def template(
    out: Annotated[Path, typer.Argument(help="The workbook to write.")],
    lang: Annotated[str, typer.Option(help="de, en or uk")] = "de",
) -> None:
    """Writes an empty workbook with the sheets, drop-downs and examples that import understands."""
    with _told():
        if lang not in LANGUAGES:
            raise BadInput(f'There is no template in "{lang}".', f"One of {', '.join(LANGUAGES)}.")
        with new_file(out) as file:
            write_template(load_kinds(), lang, file, identifier=token_hex(5))
    typer.echo(f"Written: {out}")


@cli.command(epilog="Example: python server.py export xlsx partners.xlsx --staff")
def export(
    kind: Annotated[str, typer.Argument(metavar="FORMAT", help=FORMATS_HELP)],
    out: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    store: StoreOption = None,
    staff: Annotated[bool, typer.Option("--staff", help="What staff see; without it what everybody may see.")] = False,
    projection: Annotated[str, typer.Option(help="Of formats that hold a network.")] = "stated",
    wanted: Annotated[str, typer.Option("--filter", help="A NetworkFilter of the API, as JSON.")] = "",
    revision: Annotated[int | None, typer.Option(help="As it was known then.")] = None,
    valid: Annotated[str, typer.Option(help="What held on this day, or in this month or year.")] = "",
    lang: Annotated[str, typer.Option(help="Languages of labels, the first choice first.")] = "de,en",
) -> None:
    """Writes what an audience sees, or the whole store, to a file."""
    with _told():
        settings = read_settings(store=store)
        with closing(_opened(settings, existing=True)) as opened, new_file(out) as file:
            if kind == "store":
                write_jsonl(opened, file)
            else:
                view = opened.view(Audience.INTERNAL if staff else Audience.PUBLIC, at(valid, revision=revision))
                one = format_named(kind)
                narrowed = _network_filter(wanted, opened, staff=staff)
                order = Wanted(_projection(projection), narrowed, tuple(lang.split(",")), settings.public_url)
                one.write(view, order, file)
    typer.echo(f"Written: {out}")


@cli.command(epilog='Example: python server.py withdraw partners.xlsx --reason "sent by mistake"')
def withdraw(
    feed: Annotated[str, typer.Argument(help="The feed's key, or the id or title of its source.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the revision.")] = "withdrawn",
    store: StoreOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would leave; write nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Takes out everything that a feed brought; revert brings it back."""
    with _told():
        settings = read_settings(store=store)
        with closing(_opened(settings, existing=True)) as opened:
            about = source_of_feed(opened, feed)
            edits = ", ".join(f"`revert {number}`" for number in edits_of(opened, about))
            saved = _edit(opened, lambda desk: withdraw_feed(desk, about, reason=reason), dry_run=dry_run)
            if edits:
                _tell(f"Edits in the workbook stay: they are taken back by {edits}.")
            _done(settings, opened, Made("withdraw", (about,), dry_run), saved, as_json=as_json)


@cli.command(epilog='Example: python server.py revert 12 --reason "loaded twice"')
def revert(
    number: Annotated[int, typer.Argument(metavar="REVISION", help="The revision to undo.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the revision.")] = "",
    store: StoreOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Undoes a revision, as a new one; what later revisions made of it stays."""
    with _told():
        settings = read_settings(store=store)
        with closing(_opened(settings, existing=True)) as opened:
            saved = _edit(opened, lambda desk: undo(desk, number, reason=reason), dry_run=dry_run)
            _done(settings, opened, Made("revert", (), dry_run), saved, as_json=as_json)


@cli.command(epilog="Example: python server.py judge s-hannover s-hanover same")
def judge(
    left: Annotated[str, typer.Argument(help="A record; without any, what should be looked at is listed.")] = "",
    right: Annotated[str, typer.Argument(help="Another record.")] = "",
    judgement: Annotated[str, typer.Argument(help="same, different or unsure")] = "",
    reason: Annotated[str, typer.Option(help="Why; kept with the judgement.")] = "",
    most: Annotated[int, typer.Option(help="How many are listed.")] = 20,
    store: StoreOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Says whether two records are the same; without arguments lists those that may be."""
    with _told():
        settings = read_settings(store=store)
        with closing(_opened(settings, existing=True)) as opened:
            view = opened.view(Audience.INTERNAL)
            if not left:
                _show_proposals(view, most, as_json=as_json)
                return
            found = _judgement(judgement)
            saved = _edit(
                opened, lambda desk: judge_pair(desk, left, right, judgement=found, reason=reason), dry_run=dry_run
            )
            _done(settings, opened, Made("judge", (left, right), dry_run), saved, as_json=as_json)


@cli.command(epilog='Example: python server.py erase s-4k2n8x0q1z --reason "asked by the person"')
def erase(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The record; a person most often.")],
    reason: Annotated[str, typer.Option(help="Why; kept in the journal. Name nobody in it.")],
    store: StoreOption = None,
    also: Annotated[list[Path] | None, typer.Option(help="Files and folders of exports, to be searched too.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Erases a record for good, in every revision, and tells where its words still stand; status 1 if they do."""
    with _told():
        settings = read_settings(store=store)
        with closing(_opened(settings, existing=True)) as opened, closing(open_state(settings.state)) as state:
            places = [*_places(settings), settings.state.parent / "uploads", *(also or ())]
            order = Erasing(identifier, AUTHOR, reason, tuple(places))
            erased = erase_record(opened, state.journal, order)
            state.forget()
            state.audit.note(Act(AUTHOR, "erase", (tombstone(identifier),), revision=erased.revision.number))
    found = [str(path) for path in erased.found]
    words = f"Erased: revision {erased.revision.number}; {erased.searched} files searched for its words."
    for path in erased.found:
        _tell(f"Its words still stand in {path}: {_remedy(path, settings)}")
    _say({"revision": erased.revision.number, "searched": erased.searched, "found": found}, words, as_json=as_json)
    raise typer.Exit(1 if found else 0)


@cli.command(epilog="Example: python server.py person s-4k2n8x0q1z > held.json")
def person(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The record; a person most often.")],
    store: StoreOption = None,
) -> None:
    """Prints everything that is held on one person, with its sources and revisions, as JSON."""
    with _told(), closing(_opened(read_settings(store=store), existing=True)) as opened:
        typer.echo(json.dumps(held_json(held_on(opened, identifier)), ensure_ascii=False, indent=2))


@cli.command(epilog="Example: python server.py check --json")
def check(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Checks the store from end to end; status 1 if anything is wrong."""
    with _told():
        settings = read_settings(store=store)
        with closing(_opened(settings, existing=True)) as opened:
            found, revision = opened.problems(), opened.latest()
    if as_json:
        _print_json({"revision": revision, "problems": found})
    else:
        typer.echo("\n".join(found) if found else f"Sound at revision {revision}.")
    if found:
        _tell(f"{settings.store} is damaged: restore a backup to another --store, and keep the file for inspection.")
    raise typer.Exit(1 if found else 0)


@cli.command(epilog="Example: python server.py backup partnernetz.backup")
def backup(
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Writes one whole revision and the state to a file, also while the service runs."""
    with _told():
        settings = read_settings(store=store)
        with closing(_opened(settings, existing=True)) as opened, _progress("Backup") as tell:
            write_backup(opened, settings.state, out, tell=tell)
    _say({"written": str(out)}, f"Written: {out}", as_json=as_json)


@cli.command(epilog="Example: python server.py restore partnernetz.backup --verify")
def restore(
    file: Annotated[Path, typer.Argument(metavar="IN", help="A file that backup wrote.")],
    store: StoreOption = None,
    verify: Annotated[bool, typer.Option("--verify", help="Only check that it can be restored.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Puts a backup where no store is yet."""
    with _told():
        settings = read_settings(store=store)
        path = store_path(settings.store)
        number = restore_backup(file, path, settings.state, _opened_at, verify=verify)
        if not verify:
            with closing(_opened_at(path)) as restored:
                _replayed(settings, restored)
                number = restored.latest()
    words = f"{file} is whole: revision {number}." if verify else f"Restored: revision {number} in {path}."
    _say({"revision": number, "restored": not verify}, words, as_json=as_json)


@token_cli.command(name="new", epilog='Example: python server.py token new staff --name "International office"')
def new_token(
    role: Annotated[str, typer.Argument(help="staff, editor or admin")],
    name: Annotated[str, typer.Option(help="For whom or for what.")] = "",
    days: Annotated[int, typer.Option(help="How long it lasts.")] = 90,
    as_json: JsonOption = False,
) -> None:
    """Makes a token and shows it this once."""
    with _told(), closing(Tokens(read_settings().state)) as tokens:
        secret, token = tokens.new(role.upper(), name, days)
    if as_json:
        _print_json(_listed(token) | {"token": secret})
        return
    _tell(f"Token {token.id} for {token.role.lower()}, until {token.expires:%Y-%m-%d}. It is not shown again.")
    typer.echo(secret)


@token_cli.command(name="list", epilog="Example: python server.py token list --json")
def list_tokens(as_json: JsonOption = False) -> None:
    """Lists tokens, never their secrets."""
    with _told(), closing(Tokens(read_settings().state)) as tokens:
        rows = [_listed(token) for token in tokens.all()]
    if as_json:
        _print_json(rows)
        return
    table = Table("id", "role", "name", "made", "expires", "used", "revoked")
    for row in rows:
        table.add_row(*row.values())
    Console(width=None if sys.stdout.isatty() else 200, markup=False).print(table)


@token_cli.command(name="revoke", epilog="Example: python server.py token revoke 1a2b3c4d")
def revoke_token(identifier: Annotated[str, typer.Argument(metavar="ID", help="As token list shows it.")]) -> None:
    """Ends a token."""
    with _told(), closing(Tokens(read_settings().state)) as tokens:
        tokens.revoke(identifier)
    typer.echo(f"Revoked: {identifier}")


@cli.command(epilog="Example: python server.py schema > schema/schema.graphql")
def schema(
    check_only: Annotated[bool, typer.Option("--check", help="Only compare with schema/schema.graphql.")] = False,
) -> None:
    """Prints the GraphQL schema; with --check, status 1 if the file says something else."""
    document = file_text(build_schema())
    if not check_only:
        typer.echo(document, nl=False)
        return
    kept = HERE / "schema" / "schema.graphql"
    if not kept.exists() or kept.read_text(encoding="utf-8") != document:
        _tell(f"{kept.name} is not what the code says: python server.py schema > schema/schema.graphql writes it anew.")
        raise typer.Exit(1)
    typer.echo(f"{kept.name} is what the code says.")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    cli(args=list(arguments) if arguments is not None else None)


# ------------------------------------------------------------------ what commands share


@contextmanager
def _told() -> Iterator[None]:
    """Our errors in one sentence, and exit status 2."""
    try:
        yield
    except PartnernetzError as error:
        _tell(f"{error.code} {error.message} {error.hint}".strip())
        raise typer.Exit(2) from None


def _tell(words: str) -> None:
    """Something for a person, beside what the command puts out."""
    Console(stderr=True, highlight=False, markup=False).print(words, soft_wrap=True)


def _say(value: object, words: str, *, as_json: bool) -> None:
    if as_json:
        _print_json(value)
    else:
        typer.echo(words)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


@contextmanager
def _progress(what: str) -> Iterator[Callable[[float], None]]:
    """A bar when a person looks; nothing otherwise."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda done: bar.update(task, completed=done)


def _opened(settings: Settings, *, existing: bool = False) -> Store:
    """The store; the default one has its folder made, another one must have its folder."""
    if settings.store.startswith("sqlite:"):
        path = store_path(settings.store)
        if existing and not path.exists():
            raise BadInput(f"There is no store {path}.", "Name another with --store, or make one with import.")
        if settings.store == Settings.model_fields["store"].default:
            path.parent.mkdir(mode=0o700, exist_ok=True)
    return open_store(settings.store, load_kinds(), SystemSurroundings())


def _replayed(settings: Settings, store: Store) -> None:
    """Lets the store forget what the journal knows as erased: an erasure that was cut off, or that a backup lacks."""
    with closing(open_state(settings.state)) as state:
        state.journal.replay(Remains(store))


def _opened_at(path: Path) -> Store:
    return open_store(f"sqlite:{path}", load_kinds(), SystemSurroundings())


def _refuse_exposure(settings: Settings) -> None:
    if settings.host not in LOOPBACK and not settings.expose:
        hint = "If that is meant, set PARTNERNETZ_EXPOSE=true and put a proxy with TLS in front."
        raise BadInput(f"Other machines can reach {settings.host}.", hint)


def _fill(store: Store) -> None:
    with _progress("Loading the sample") as tell:
        report = load(store, [SAMPLE], progress=tell)
    _show_problems(report)
    _tell(str(report))


def _editor_token(settings: Settings, tokens: Tokens) -> str:
    """A token for editing, if nobody but this machine can reach the service."""
    is_private = settings.host in LOOPBACK and not settings.public_url and not settings.proxies
    return tokens.for_this_run("EDITOR") if is_private else ""


def _greet(address: str, token: str) -> None:
    question = '{"query":"{ stakeholders { totalCount nodes { label { text } } } }"}'
    _tell(f"Partnernetz {program_version()} at {address}/graphql")
    _tell(f"Ask: curl {address}/graphql -H 'Content-Type: application/json' -d '{question}'")
    if token:
        _tell(f"Token for editing, until the service stops: {token}")


def _log(settings: Settings, address: str) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    logging.getLogger("partnernetz").info("serving", extra={"fields": {"address": address}})


def _text(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read: {error}.", "Name a mapping file in UTF-8.") from None


def _is_whole_store(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return kind_of(opened.read(200)) == STORE


def _fill_from(store: Store, file: Path, *, dry_run: bool) -> None:
    """Fills an empty store from the export of a whole one."""
    if dry_run:
        raise BadInput("A whole store has no dry run.", "Import it into a new --store and look at that.")
    with file.open("rb") as opened:
        fill(store, opened)
    typer.echo(f"Filled: revision {store.latest()}.")


def _projection(word: str) -> Projection:
    try:
        return Projection[word.upper()]
    except KeyError:
        known = ", ".join(one.name.lower() for one in Projection)
        raise BadInput(f'There is no projection "{word}".', f"One of {known}.") from None


def _network_filter(said: str, store: Store, *, staff: bool) -> NetworkFilter:
    return read_filter(build_schema(), said, store, "STAFF" if staff else "PUBLIC") if said else NetworkFilter()


def _judgement(word: str) -> Judgement:
    try:
        return Judgement[word.upper()]
    except KeyError:
        raise BadInput(f'"{word}" is no judgement.', "Say same, different or unsure, after two ids.") from None


def _remedy(path: Path, settings: Settings) -> str:
    """What to do about a file in which the words of an erased record still stand."""
    if any(path.name.startswith(own.name) for own in _places(settings)):
        return "other records speak of it; find them by `search` or `claims` of the API, and retract what they say."
    return "delete or correct it."


@dataclass(frozen=True, slots=True)
class Made:
    """An edit from the command line, as it is noted."""

    action: str
    records: tuple[str, ...]
    is_rehearsal: bool


def _edit(store: Store, plan: Callable[[Desk], Plan], *, dry_run: bool) -> Saved:
    """What became of an edit from the command line."""
    do = rehearse if dry_run else save
    saved = do(store, lambda view: plan(Desk(view, voice_of(store, view, AUTHOR))))
    if saved.conflict:
        raise saved.conflict
    for complaint in saved.plan.complaints:
        if complaint.severity == "ERROR":
            raise BadInput(complaint.message, complaint.hint)
        _tell(f"{complaint.severity} {complaint.message} {complaint.hint}".strip())
    return saved


def _done(settings: Settings, store: Store, made: Made, saved: Saved, *, as_json: bool) -> None:
    """Shows what an edit changed, or would, and notes it."""
    outcome = saved.outcome
    is_written = outcome is not None and outcome.revision is not None and not made.is_rehearsal
    diff = revision_difference(store, outcome) if outcome and is_written else saved.diff
    number = outcome.revision.number if outcome and outcome.revision and is_written else None
    if outcome and is_written:
        _noted(settings, made.action, outcome.revision, made.records)
    if as_json:
        _print_json({"revision": number, **_diff(diff)})
        return
    _show_diff(diff, would=made.is_rehearsal)
    typer.echo(f"Revision {number}." if number else "Nothing was written.")


def _noted(settings: Settings, action: str, revision: Revision | None, records: tuple[str, ...]) -> None:
    """Notes a write in the audit log."""
    if revision is not None:
        with closing(open_state(settings.state)) as state:
            state.audit.note(Act(AUTHOR, action, records, revision=revision.number))


def _show_proposals(view: View, most: int, *, as_json: bool) -> None:
    open_ones = [one for one in proposals(view, judged(view)) if one.judgement is None]
    labels = {name: label_of(view, name) for one in open_ones[:most] for name in (one.left, one.right)}
    if as_json:
        _print_json(
            [
                {
                    "left": one.left,
                    "right": one.right,
                    "score": one.score,
                    "reasons": [str(why.code) for why in one.reasons],
                }
                for one in open_ones[:most]
            ]
        )
        return
    table = Table("score", "one", "other", "why")
    for one in open_ones[:most]:
        why = "; ".join(reason.words(("en",)) for reason in one.reasons)
        table.add_row(f"{one.score:.2f}", *(f"{labels[name]}\n{name}" for name in (one.left, one.right)), why)
    Console().print(table)
    typer.echo(f"{len(open_ones)} pairs may be the same; judge them by: judge LEFT RIGHT same|different|unsure")


def _show_decisions(decided: Sequence[Decided]) -> None:
    """Which names were found to mean a record that is there, or a new one though another was near."""
    for one in decided[:MOST_LINES]:
        _tell(f"{one.about} is {one.record or 'new'}: {one.words}")
    if len(decided) > MOST_LINES:
        _tell(f"... and {len(decided) - MOST_LINES} more")


def _show_diff(diff: Diff, *, would: bool) -> None:
    """A table of what changed, fact by fact."""
    if not diff.changes:
        return
    table = Table("", "record", "property", "before", "after", title="Would change" if would else "Changed")
    shown = list(islice(lines(diff), MOST_LINES))
    for line in shown:
        table.add_row(line.sign, f"{line.name}\n[dim]{line.record}[/dim]", line.property, line.before, line.after)
    Console(stderr=True).print(table)
    counted = f"{diff.added} added, {diff.changed} changed, {diff.removed} removed"
    _tell(counted if len(shown) < MOST_LINES else f"{counted}; the first {MOST_LINES} facts are shown")


def _diff(diff: Diff) -> dict[str, object]:
    counts = {"added": diff.added, "changed": diff.changed, "removed": diff.removed}
    facts = [
        {"sign": one.sign, "record": one.record, "property": one.property, "before": one.before, "after": one.after}
        for one in lines(diff)
    ]
    return {**counts, "facts": facts}


def _show_problems(report: Report) -> None:
    for problem in report.problems:
        _tell(f"{problem.severity} {problem.place}: {problem.message} {problem.hint}".strip())


def _report(report: Report) -> dict[str, object]:
    numbers = ("files", "read", "used", "skipped", "records", "statements", "entered", "left", "unchanged", "held_back")
    return {
        "feed": report.feed,
        "revision": report.revision.number if report.revision else None,
        **{name: getattr(report, name) for name in numbers},
        **_diff(report.diff),
        "problems": [_problem(problem) for problem in report.problems],
    }


def _problem(problem: Problem) -> dict[str, str]:
    kind = {"severity": str(problem.severity), "code": problem.code, "place": str(problem.place)}
    return kind | {"message": problem.message, "hint": problem.hint}


def _listed(token: Token) -> dict[str, str]:
    moments = {"made": token.made, "expires": token.expires, "used": token.used, "revoked": token.revoked}
    days = {name: f"{moment:%Y-%m-%d %H:%M}" if moment else "" for name, moment in moments.items()}
    return {"id": token.id, "role": token.role.lower(), "name": token.name, **days}


if __name__ == "__main__":
    main()
