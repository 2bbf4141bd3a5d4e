"""The edits in the relaxations of `bayline explain`, applied to site and demand files independently of Bayline."""
from __future__ import annotations

import copy
from datetime import date
from typing import Any

from support.project import DAY, Json, spans_of_day

GROUPS = {"advisorHours": "advisors", "technicianHours": "technicians", "bayHours": "bays"}
BOOKING_MINUTES = {"advisorGap": "advisorGapMinutes", "slotGrid": "slotMinutes", "partsLead": "partsLeadMinutes"}


def minute(text: str) -> int:
    """A time as the number of minutes since the start of the calendar."""
    return date.fromisoformat(text[:10]).toordinal() * DAY + clock(text[11:])


def stamp(at: int) -> str:
    return f"{date.fromordinal(at // DAY).isoformat()}T{clock_text(at % DAY)}"


def clock(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def clock_text(at: int) -> str:
    return f"{at // 60:02}:{at % 60:02}"


def find(items: list[Json], name: str) -> Json:
    return next(item for item in items if item["id"] == name)


def extended_calendar(site: Json, calendar: str, edit: Json) -> str:
    """Adds a copy of a calendar that also works in the span of the edit; returns its name."""
    extended = copy.deepcopy(site["calendars"][calendar])
    day = date.fromisoformat(edit["day"])
    works = [False] * (DAY + 1)
    for start, end in [*spans_of_day(extended, day), [edit["from"], edit["to"]]]:
        works[clock(start):clock(end)] = [True] * (clock(end) - clock(start))
    edges = [clock_text(at) for at in range(DAY + 1) if works[at] != (at > 0 and works[at - 1])]
    extended.setdefault("dates", {})[edit["day"]] = [list(span) for span in zip(edges[::2], edges[1::2])]
    name = f"{calendar} extended {len(site['calendars'])}"
    site["calendars"][name] = extended
    return name


def apply(edit: Json, site: Json, demand: Json) -> None:
    """Makes one edit in place."""
    booking, kind = site.setdefault("booking", {}), edit["edit"]
    visit = find(demand["appointments"], edit["appointment"]) if "appointment" in edit else {}
    match kind:
        case "bookingsPerHour" | "bookingsPerDay":
            find(site["advisors"], edit["advisor"])[kind] = edit["most"]
        case "receives":
            find(site["advisors"], edit["advisor"])["kinds"].append(edit["kind"])
        case "advisorHours" | "technicianHours" | "bayHours":
            item = find(site[GROUPS[kind]], edit[kind.removesuffix("Hours")])
            item["calendar"] = extended_calendar(site, item["calendar"], edit)
        case "openingHours":
            site["hours"] = extended_calendar(site, site["hours"], edit)
        case "oneMoreAdvisor" | "oneMoreTechnician" | "oneMoreBay":
            items = site[kind.removeprefix("oneMore").lower() + "s"]
            items.append({**copy.deepcopy(find(items, edit["like"])), "id": edit["id"]})
        case "newTechnician":
            site["technicians"].append({"id": edit["id"], "skills": {edit["trade"]: edit["level"]},
                                        "certifications": edit["certifications"], "calendar": site["hours"]})
        case "newBay":
            site["bays"].append({"id": edit["id"], "types": [edit["type"]]})
        case "bayType":
            find(site["bays"], edit["bay"])["types"].append(edit["type"])
        case "ability":
            item = find(site["technicians"], edit["technician"])
            item["skills"][edit["trade"]] = max(edit["level"], item["skills"].get(edit["trade"], 0))
            item["certifications"] = sorted({*item.get("certifications", []), *edit["certifications"]})
        case "advisorGap" | "slotGrid" | "partsLead":
            booking[BOOKING_MINUTES[kind]] = edit["minutes"]
        case "siteBookingsPerHour":
            booking[kind] = edit["most"]
        case "reservePercent":
            booking[kind] = edit["percent"]
        case "loaners":
            site[kind] = edit["count"]
        case "onHand":
            find(demand["parts"], edit["part"])["onHand"] = edit["quantity"]
        case "delivery":
            find(demand["parts"], edit["part"])["inbound"][edit["position"]]["at"] = edit["at"]
        case "availability":
            visit["availability"].append({"from": edit["from"], "to": edit["to"]})
        case "promise" if edit["arrival"] is None:
            del visit["booked"]
        case "promise":
            visit["booked"]["arrival"] = edit["arrival"]
        case "notWaiting":
            visit["waiting"] = False
        case "withoutLoaner":
            visit["loaner"] = False
        case "splittable":
            find(visit["operations"], edit["operation"])["splittable"] = True
        case "unlocked":
            del find(visit["operations"], edit["operation"])["locked"]
        case "arrivalDays":
            horizon = demand["horizon"]
            days = horizon.get("days", 1) + horizon.get("carryOverDays", 2)
            horizon.update(days=edit["days"], carryOverDays=max(0, days - edit["days"]))
        case "carryOverDays":
            demand["horizon"][kind] = edit["days"]
        case _:
            raise ValueError(f"unknown edit: {kind}")


def applied(edits: list[Json], site: Json, demand: Json) -> tuple[Json, Json]:
    """Copies of a site and a demand with edits."""
    site, demand = copy.deepcopy(site), copy.deepcopy(demand)
    for edit in edits:
        apply(edit, site, demand)
    return site, demand


def reduced(edit: Json, site: Json) -> Json | None:
    """The edit with an amount smaller by one; None if it has no amount, or becomes empty."""
    def moved(name: str, by: int) -> Json:
        return {**edit, name: clock_text(clock(edit[name]) + by)}

    kind: Any = edit["edit"]
    match kind:
        case "bookingsPerHour" | "bookingsPerDay" | "siteBookingsPerHour":
            return {**edit, "most": edit["most"] - 1}
        case "reservePercent":
            return {**edit, "percent": edit["percent"] + 1}
        case "onHand":
            return {**edit, "quantity": edit["quantity"] - 1}
        case "advisorGap" | "partsLead":
            return {**edit, "minutes": edit["minutes"] + 1}
        case "delivery":
            return {**edit, "at": stamp(minute(edit["at"]) + 1)}
        case "technicianHours" | "bayHours":
            calendar = find(site[GROUPS[kind]], edit[kind.removesuffix("Hours")])["calendar"]
            spans = spans_of_day(site["calendars"][calendar], date.fromisoformat(edit["day"]))
            if not spans or (edit["from"] > spans[0][0] and edit["to"] < spans[-1][1]):
                return None
            less = moved("to", -1) if edit["from"] >= spans[-1][1] else moved("from", 1)
            return less if less["from"] < less["to"] else None
        case _:
            return None
