"""`kommune towns` and `kommune user`: what an operator does before anybody can sign in."""

import secrets
from typing import Annotated

import typer

from kommune.cli.texts import gettext as _

NEW_PASSWORD_BYTES = 15

towns = typer.Typer(help=_("The towns of this installation."), no_args_is_help=True)
users = typer.Typer(help=_("The people who may sign in."), no_args_is_help=True)

Email = Annotated[str, typer.Argument(help=_("E-mail address of the person."))]
Name = Annotated[str, typer.Option(help=_("Her name as others see it."))]
Town = Annotated[str, typer.Option(help=_("Short name of a town, as “kommune towns list” shows it."))]
RoleWord = Annotated[
    str,
    typer.Option(help="administration, strategy_lead, unit_lead, staff, council_member, guest"),
]


def add_to(app: typer.Typer) -> None:
    """Add both groups to the program."""
    towns.command("list", help=_("List the towns."))(list_towns)
    towns.command("create", help=_("Found a town."))(found_town)
    users.command("create", help=_("Make an account and print its password."))(create_user)
    users.command("password", help=_("Give a person a new password and print it."))(reset_password)
    app.add_typer(towns, name="towns")
    app.add_typer(users, name="user")


def list_towns() -> None:
    """Short name, name, key and population of every town."""
    from kommune.cli.house import open_house
    from kommune.cli.terminal import show_table

    with open_house():
        from kommune.municipalities.public import all_towns

        rows = [(town.slug, town.name, town.ags, town.population) for town in all_towns()]
    show_table((_("Short name"), _("Town"), _("AGS"), _("Inhabitants")), rows)


def found_town(
    name: Annotated[str, typer.Argument(help=_("Name of the town."))],
    by: Annotated[str, typer.Option(help=_("E-mail address of the operator who will administer it."))],
    key: Annotated[str, typer.Option(help=_("AGS (8 digits) or ARS (12 digits)."))] = "",
    slug: Annotated[
        str, typer.Option(help=_("Short name in addresses; made from the name without it."))
    ] = "",
) -> None:
    """Found a town; the operator administers it."""
    from kommune.cli.house import open_house
    from kommune.cli.terminal import Refusal, say_done

    with open_house():
        from kommune.accounts.public import person_with_address
        from kommune.municipalities.public import create_town

        operator = person_with_address(by)
        if operator is None:
            raise Refusal(_("There is nobody with the address %(email)s.") % {"email": by})
        town = create_town(by=operator, name=name, key=key, slug=slug)
    say_done(_("%(town)s is founded: /%(slug)s/") % {"town": town.name, "slug": town.slug})


def create_user(
    email: Email,
    name: Name = "",
    operator: Annotated[
        bool, typer.Option("--operator", help=_("May run the installation and found towns."))
    ] = False,
    town: Town = "",
    role: RoleWord = "staff",
) -> None:
    """Make an account, an operator's or one in a town."""
    from kommune.cli.house import open_house, open_town
    from kommune.cli.terminal import Refusal, say_done

    password = secrets.token_urlsafe(NEW_PASSWORD_BYTES)
    with open_house():
        from django.db import transaction

        from kommune.accounts.public import create_person, make_operator
        from kommune.municipalities.public import Role, add_member, system_viewer

        if town and role not in Role.values:
            raise Refusal(
                _("There is no role “%(role)s”. Known: %(known)s")
                % {"role": role, "known": ", ".join(Role.values)}
            )
        with transaction.atomic():
            person = create_person(email=email, name=name, password=password)
            if operator:
                make_operator(email=email)
            if town:
                with open_town(town):
                    add_member(by=system_viewer(), user_id=person.id, role=role)
    say_done(
        _("%(email)s may sign in with the password %(password)s")
        % {"email": person.email, "password": password}
    )


def reset_password(email: Email) -> None:
    """Replace a forgotten password; what the person did stays hers."""
    from kommune.cli.house import open_house
    from kommune.cli.terminal import Refusal, say_done

    password = secrets.token_urlsafe(NEW_PASSWORD_BYTES)
    with open_house():
        from django.contrib.auth import get_user_model

        user = get_user_model().objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise Refusal(_("There is nobody with the address %(email)s.") % {"email": email})
        user.set_password(password)
        user.save(update_fields=["password"])
    say_done(
        _("%(email)s may sign in with the password %(password)s")
        % {"email": user.email, "password": password}
    )
