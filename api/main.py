"""`create_app(settings)`: the only module that knows every room."""

from api import indicators, places, profiles, programme
from api.kernel.application import About, Application
from api.kernel.time import Clock, system_clock
from api.settings import Settings

ROUTERS = (places.router, programme.router, programme.preview_router, indicators.router)
ABOUT = About(
    title="Willkommen im Kreis",
    version="0.1.0",
    description="""Everything public about a county's integration project, as data.

Public paths never depend on who asks and need no key. Texts come as `{text, lang, state}`; choose the language with
`?lang=`. Lists are read page by page with `limit` and `after`. Errors are problem documents (RFC 9457) whose `type`
explains them.""",
)


def create_app(settings: Settings | None = None, *, clock: Clock = system_clock) -> Application:
    """Return the service for `settings`, by default those of the environment."""
    settings = settings or Settings()
    return Application(settings, ABOUT, ROUTERS, profiles.languages(settings.profile), clock=clock)
