"""Events and trainings: making and publishing them, sessions, registration, waiting list, attendance."""

from api.events.attendance_tables import Attendance
from api.events.attendees_router import router as attendees_router
from api.events.call_router import router as call_router
from api.events.certificate_router import router as certificate_router
from api.events.chores import remind, settle, tell_news
from api.events.demo import EventsDemo, unknown_names
from api.events.demo import load as load_demo
from api.events.editables import EDITABLES
from api.events.feed_router import router as feed_router
from api.events.file_router import router as file_router
from api.events.file_staff_router import router as file_staff_router
from api.events.handing import hand_on, move_events
from api.events.import_router import router as import_router
from api.events.known_router import router as known_router
from api.events.letters import NEWS
from api.events.matters import matters
from api.events.registration_router import router as registration_router
from api.events.result_router import router as result_router
from api.events.retention import due, erase_again, forget
from api.events.router import router
from api.events.sheet_router import router as sheet_router
from api.events.sheets import OPEN_FOR as SHEETS_OPEN_FOR
from api.events.staff_router import router as staff_router
from api.events.trainings import Training, count_people, trainings_held
from api.events.waiting_list import SETTLING
from api.events.wording import Sender, renderers

HANDLERS = {SETTLING: settle, NEWS: tell_news}
ROUTERS = (
    feed_router,
    router,
    file_router,
    registration_router,
    attendees_router,
    call_router,
    certificate_router,
    known_router,
    sheet_router,
    result_router,
    staff_router,
    file_staff_router,
    import_router,
)

__all__ = [
    "EDITABLES",
    "HANDLERS",
    "ROUTERS",
    "SHEETS_OPEN_FOR",
    "Attendance",
    "EventsDemo",
    "Sender",
    "Training",
    "count_people",
    "due",
    "erase_again",
    "forget",
    "hand_on",
    "load_demo",
    "matters",
    "move_events",
    "remind",
    "renderers",
    "trainings_held",
    "unknown_names",
]
