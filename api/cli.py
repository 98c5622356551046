"""The `wik` commands."""

import runpy
from pathlib import Path
from typing import Annotated

import typer

from api.settings import ROOT, Settings

app = typer.Typer(
    name="wik",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The county's programme, live.",
)
profile_app = typer.Typer(no_args_is_help=True, help="Look at and load a county's profile.")
app.add_typer(profile_app, name="profile")
admin_app = typer.Typer(no_args_is_help=True, help="Accounts from the server: the first, the way back in, erasing.")
app.add_typer(admin_app, name="admin")
audit_app = typer.Typer(no_args_is_help=True, help="The trail of who changed what.")
app.add_typer(audit_app, name="audit")

Port = Annotated[int, typer.Option(min=1, max=65535, help="The next free one is taken when it is in use.")]
ProfileName = Annotated[
    str, typer.Argument(envvar="WIK_PROFILE", help="Name of a profile in api/profiles, or a folder.")
]


@app.command()
def up(
    port: Port = 8000,
    data: Annotated[Path | None, typer.Option(help="Folder for the database; var/ by default.")] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Without demo data.")] = False,  # noqa: FBT002 - typer's way
    check: Annotated[bool, typer.Option("--check", help="Start, ask twelve addresses, stop.")] = False,  # noqa: FBT002 - typer's way
) -> None:
    """Try it: migrate, load the profile with demo data, start, print the address."""
    from api import running  # noqa: PLC0415 - a command imports what it needs: --help stays quick

    raise typer.Exit(running.up(port=port, data=data, demo=not empty, check=check))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 in a container.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535)] = 8000,
) -> None:
    """Serve in production. Never migrates; refuses demo data and the sample secret."""
    from api import running  # noqa: PLC0415 - as above

    raise typer.Exit(running.serve(host=host, port=port))


@app.command()
def worker() -> None:
    """Run only the worker process."""
    from api import running  # noqa: PLC0415 - as above

    running.work(Settings())


@app.command()
def migrate() -> None:
    """Bring the database to the schema this version needs."""
    from api import running  # noqa: PLC0415 - as above

    typer.echo(running.migrate(Settings()))


@app.command()
def openapi(
    check: Annotated[bool, typer.Option("--check", help="Only compare; exit 1 when they differ.")] = False,  # noqa: FBT002 - typer's way
) -> None:
    """Write openapi.yaml from the code."""
    from api.kernel.openapi import as_yaml  # noqa: PLC0415 - as above
    from api.main import create_app  # noqa: PLC0415 - as above

    file = ROOT / "openapi.yaml"
    text = as_yaml(create_app().api)
    if check and (not file.exists() or file.read_text(encoding="utf-8") != text):
        typer.echo("openapi.yaml differs from the code: run ./wik openapi", err=True)
        raise typer.Exit(1)
    if not check:
        file.write_text(text, encoding="utf-8")


@profile_app.command("check")
def profile_check(name: ProfileName = Settings.model_fields["profile"].default) -> None:
    """List everything wrong with a profile: file, line, field."""
    from api import profiles  # noqa: PLC0415 - as above

    errors = profiles.check(name)
    for error in errors:
        typer.echo(str(error))
    typer.echo(f"{len(errors)} errors" if errors else "no errors")
    raise typer.Exit(1 if errors else 0)


@profile_app.command("load")
def profile_load(
    name: ProfileName = Settings.model_fields["profile"].default,
    apply: Annotated[bool, typer.Option("--apply", help="Write; without it the differences are only shown.")] = False,  # noqa: FBT002 - typer's way
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Also what staff edited, made or removed.")] = False,  # noqa: FBT002 - as above
) -> None:
    """Show how the database differs from the profile; with --apply, load it. What staff edited is left alone."""
    from api import running  # noqa: PLC0415 - as above

    raise typer.Exit(running.load(Settings(), name, apply=apply, overwrite=overwrite))


@app.command()
def backup() -> None:
    """Copy every database while the service runs, try the copy out, encrypt it to the recovery key."""
    from api import keeping  # noqa: PLC0415 - as above

    raise typer.Exit(keeping.back_up(Settings()))


@app.command("backup-key")
def backup_key(
    out: Annotated[Path, typer.Option(help="New file for the secret key.")] = Path("recovery.key"),
) -> None:
    """Make a recovery key: its public half is WIK_BACKUP_RECIPIENT, its file opens the backups."""
    from api import keeping  # noqa: PLC0415 - as above

    raise typer.Exit(keeping.backup_key(out))


BackupFile = Annotated[Path, typer.Argument(help="A backup (….tar.gz.age).")]
KeyFile = Annotated[Path, typer.Option("--key", help="The recovery key.")]


@app.command()
def restore(
    file: BackupFile,
    key: KeyFile,
    replace: Annotated[bool, typer.Option("--replace", help="Set aside what is there.")] = False,  # noqa: FBT002 - typer's way
) -> None:
    """Bring a backup back, migrate it, erase again whoever was erased since, end every session."""
    from api import keeping  # noqa: PLC0415 - as above

    raise typer.Exit(keeping.restore(Settings(), file, key, replace=replace))


@app.command()
def verify(
    file: Annotated[Path | None, typer.Argument(help="A backup; without it, a copy made now.")] = None,
    key: Annotated[Path | None, typer.Option("--key", help="The recovery key.")] = None,
) -> None:
    """Restore into a scratch database, count every table, check the audit trail; changes nothing."""
    from api import keeping  # noqa: PLC0415 - as above

    raise typer.Exit(keeping.verify(Settings(), file, key))


@audit_app.command("verify")
def audit_verify() -> None:
    """Find entries that were changed, removed or swapped; exit 1 and name them."""
    from api import keeping  # noqa: PLC0415 - as above

    raise typer.Exit(keeping.verify_trail(Settings()))


@app.command()
def retry() -> None:
    """Try again the jobs – mails, for example – that were given up."""
    from api import keeping  # noqa: PLC0415 - as above

    raise typer.Exit(keeping.retry(Settings()))


@app.command()
def retention() -> None:
    """Say what the next night forgets about people who signed up for events; changes nothing."""
    from api import keeping  # noqa: PLC0415 - as above

    raise typer.Exit(keeping.retention(Settings()))


MailArgument = Annotated[str, typer.Argument(metavar="MAIL", help="Mail address of the account.")]


@admin_app.command("invite")
def admin_invite(
    mail: MailArgument,
    role: Annotated[str, typer.Option(help="admin, project_manager, editor, area_staff, author, box_officer …")],
    name: Annotated[str, typer.Option(help="Name to show; the part before @ by default.")] = "",
    area: Annotated[str | None, typer.Option(help="Key of the area, for area_staff.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Key of the organisation, for author.")] = None,
    office: Annotated[str | None, typer.Option(help="Key of the office, for box_officer.")] = None,
) -> None:
    """Print a link, good for 7 days and once, that lets somebody set a password."""
    from api import administering  # noqa: PLC0415 - as above

    limits = {"area": area, "organisation": organisation, "office": office}
    raise typer.Exit(administering.invite(Settings(), mail, role, name, limits))


@admin_app.command("reset-2fa")
def admin_reset(mail: MailArgument) -> None:
    """Take somebody's second factors away; the next sign-in sets up new ones. Noted in the trail."""
    from api import administering  # noqa: PLC0415 - as above

    raise typer.Exit(administering.reset(Settings(), mail))


@admin_app.command("erase")
def admin_erase(
    mail: MailArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,  # noqa: FBT002 - typer's way
) -> None:
    """Delete an account for good, also out of backups that are restored later."""
    from api import administering  # noqa: PLC0415 - as above

    if not yes:
        typer.confirm("This cannot be undone. Erase the account?", abort=True)
    raise typer.Exit(administering.erase(Settings(), mail))


@app.command()
def bench(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Compare our answers with a bare ASGI app, in turn; prints medians and ratios."""
    import sys  # noqa: PLC0415 - as above

    sys.argv = ["bench", *(arguments or [])]
    runpy.run_module("bench", run_name="__main__")


@app.command()
def probe(port: Annotated[int, typer.Option(envvar="PORT")] = 8000) -> None:
    """Ask the local service whether it is alive (health check of the container)."""
    from api import probing  # noqa: PLC0415 - as above

    raise typer.Exit(0 if probing.status(port, "/health/live") == probing.OK else 1)
