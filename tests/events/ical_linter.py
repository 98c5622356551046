"""A linter for iCalendar on bytes: the faults that parsers forgive and calendars on phones do not.

Eight of these classes no parser we know of finds: `only_lf`, `too_long`, `zone_missing`, `until_local`, `uid_twice`,
`count_and_until`, `stamp_local`, `value_missing`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^":;,]*)(?:,(?:"[^"]*"|[^":;,]*))*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Z0-9-]+)=("[^"]*"|[^":;]*)')
_UTC, _LOCAL, _DAY = (re.compile(rf"{form}\Z") for form in (r"\d{8}T\d{6}Z", r"\d{8}T\d{6}", r"\d{8}"))
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "NAME", "X-WR-CALNAME", "COMMENT"})
_ONCE = frozenset({"UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SEQUENCE", "STATUS", "SUMMARY", "LAST-MODIFIED"})
_STATUS = frozenset({"CONFIRMED", "TENTATIVE", "CANCELLED"})
_METHODS = frozenset({"PUBLISH", "REQUEST", "CANCEL"})
_DEFAULTS = {
    "REFRESH-INTERVAL": "DURATION",
    "IMAGE": "URI",
    "CONFERENCE": "URI",
    "SOURCE": "URI",
}  # RFC 7986: no default
LONGEST = 75


@dataclass
class Component:
    """A component with its properties in their order and what lies in it."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

    def all(self, name):
        return [one for one in self.properties if one[0] == name]

    def value(self, name):
        return next((value for found, _, value in self.properties if found == name), None)


def faults(data: bytes) -> list[str]:
    """Return the codes of all faults, sorted, each once."""
    found = set(_of_bytes(data))
    root = Component("")
    found.update(_parsed(data, root))
    calendars = [one for one in root.inside if one.name == "VCALENDAR"]
    if len(calendars) != 1:
        found.add("not_one_calendar")
    for one in calendars:
        found.update(_of_calendar(one))
    return sorted(found)


def _of_bytes(data: bytes) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "only_lf"
    if not data.endswith(b"\r\n"):
        yield "no_end"
    for line in re.split(rb"\r?\n", data):
        if len(line) > LONGEST:
            yield "too_long"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "character_cut"
    if data.startswith(b"\xef\xbb\xbf"):
        yield "byte_order_mark"


def _parsed(data: bytes, root: Component) -> Iterator[str]:
    text = re.sub(r"\r?\n[ \t]", "", data.decode(errors="replace"))
    stack = [root]
    for line in re.split(r"\r?\n", text)[:-1]:
        match = _LINE.fullmatch(line)
        if match is None:
            yield "no_property"
            continue
        name, parameters, value = match[1], {key: one.strip('"') for key, one in _PARAMETER.findall(match[2])}, match[3]
        if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
            yield "control_character"
        if name == "BEGIN":
            stack[-1].inside.append(Component(value))
            stack.append(stack[-1].inside[-1])
        elif name == "END":
            if stack[-1].name != value or len(stack) == 1:
                yield "not_nested"
            else:
                stack.pop()
        else:
            stack[-1].properties.append((name, parameters, value))
    if len(stack) > 1:
        yield "not_nested"


def _of_calendar(calendar: Component) -> Iterator[str]:
    if calendar.value("VERSION") != "2.0":
        yield "no_version"
    if not calendar.value("PRODID"):
        yield "no_prodid"
    if calendar.value("METHOD") not in _METHODS:
        yield "no_method"
    zones = [one for one in calendar.inside if one.name == "VTIMEZONE"]
    events = [one for one in calendar.inside if one.name == "VEVENT"]
    for name, parameters, value in calendar.properties:
        yield from _of_property(name, parameters, value)
    for zone in zones:
        yield from _of_zone(zone)
    known = {zone.value("TZID") for zone in zones}
    for event in events:
        yield from _of_event(event)
        if any(parameters.get("TZID", "") not in {"", *known} for _, parameters, _ in event.properties):
            yield "zone_missing"
        if calendar.value("METHOD") == "CANCEL" and event.value("STATUS") != "CANCELLED":
            yield "cancel_without_status"
    # one UID may come again only with a RECURRENCE-ID of its own
    if any(count > 1 for count in Counter((one.value("UID"), one.value("RECURRENCE-ID")) for one in events).values()):
        yield "uid_twice"


def _of_zone(zone: Component) -> Iterator[str]:
    if not zone.value("TZID"):
        yield "zone_without_name"
    if {one.name for one in zone.inside} != {"DAYLIGHT", "STANDARD"}:
        yield "zone_without_rules"
    for rules in zone.inside:
        if not rules.value("RRULE"):
            yield "zone_ends"  # dates in a list are over some day
        for name in ("TZOFFSETFROM", "TZOFFSETTO"):
            if not re.fullmatch(r"[+-]\d{4}", rules.value(name) or ""):
                yield "zone_without_offset"
        # the onset is the local time before the change: 02:00 +0100 and 03:00 +0200 are both 01:00 UTC
        start, before = rules.value("DTSTART") or "", rules.value("TZOFFSETFROM") or "+0000"
        if int(start[9:11] or 0) - int(before[:3]) != 1:
            yield "zone_onset"


def _of_event(event: Component) -> Iterator[str]:
    names = Counter(name for name, _, _ in event.properties)
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        if names[name] == 0:
            yield f"no_{name.lower()}"
    if any(names[name] > 1 for name in _ONCE):
        yield "given_twice"
    if names["DTEND"] and names["DURATION"]:
        yield "end_and_duration"
    for name, parameters, value in event.properties:
        yield from _of_property(name, parameters, value)
    yield from _of_times(event)
    yield from _of_recurrence(event)
    if event.value("STATUS") not in {None, *_STATUS}:
        yield "unknown_status"
    if not (event.value("SEQUENCE") or "0").isdigit():
        yield "sequence_no_number"
    if names["ATTENDEE"]:
        yield "person_named"


def _of_property(name: str, parameters: dict[str, str], value: str) -> Iterator[str]:
    if name in _TEXTS and re.search(r"(?<!\\)(?:\\\\)*(?:;|\\[^\\;,nN])", value):
        yield "not_escaped"
    if name in _TEXTS - {"CATEGORIES"} and re.search(r"(?<!\\)(?:\\\\)*,", value):
        yield "not_escaped"
    if name in {"DTSTAMP", "CREATED", "LAST-MODIFIED"} and not _UTC.match(value):
        yield "stamp_local"
    if name in _DEFAULTS and parameters.get("VALUE") != _DEFAULTS[name]:
        yield "value_missing"
    if name == "GEO" and not re.fullmatch(r"-?\d{1,2}(\.\d+)?;-?\d{1,3}(\.\d+)?", value):
        yield "position_wrong"
    if name in {"URL", "SOURCE"} and not re.fullmatch(r"https?://[!-~]+", value):
        yield "address_wrong"
    if name == "ORGANIZER" and not re.fullmatch(r"mailto:[!-~]+@[!-~]+", value):
        yield "address_wrong"


def _kind(parameters: dict[str, str], value: str) -> tuple[str, str]:
    """Return what kind of moment a value is, and its zone."""
    if parameters.get("VALUE") == "DATE":
        return "day" if _DAY.match(value) else "wrong", ""
    if _UTC.match(value):
        return "utc" if "TZID" not in parameters else "wrong", ""
    if _LOCAL.match(value):
        return ("zoned" if "TZID" in parameters else "floating"), parameters.get("TZID", "")
    return "wrong", ""


def _of_times(event: Component) -> Iterator[str]:
    moments = {name: event.all(name)[0][1:] for name in ("DTSTART", "DTEND") if event.all(name)}
    kinds = {name: _kind(*one) for name, one in moments.items()}
    if any(kind == "wrong" for kind, _ in kinds.values()):
        yield "time_wrong"
    if any(kind == "floating" for kind, _ in kinds.values()):
        yield "time_without_zone"
    if len({kind == "day" for kind, _ in kinds.values()}) > 1:
        yield "end_of_other_kind"
    if len(moments) == len(("DTSTART", "DTEND")) and len(set(kinds.values())) == 1:
        start, end = moments["DTSTART"][1], moments["DTEND"][1]
        if end <= start:  # of one kind and zone, so text sorts as time; for days the end is the day after
            yield "end_before_start"


def _of_recurrence(event: Component) -> Iterator[str]:
    start = event.all("DTSTART")
    kind = _kind(*start[0][1:]) if start else ("", "")
    for _, _, rule in event.all("RRULE"):
        parts = dict(part.partition("=")[::2] for part in rule.split(";"))
        if "COUNT" in parts and "UNTIL" in parts:
            yield "count_and_until"
        if "UNTIL" in parts and kind[0] in {"zoned", "utc"} and not _UTC.match(parts["UNTIL"]):
            yield "until_local"
        if "FREQ" not in parts:
            yield "no_freq"
    for name in ("EXDATE", "RECURRENCE-ID", "RDATE"):
        for _, parameters, value in event.all(name):
            if any(_kind(parameters, one) != kind for one in value.split(",")):
                yield "exception_of_other_kind"
