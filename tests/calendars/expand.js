// Expands calendars with ical.js, which shares no code with what the program uses.
// Reads a JSON list of {text, from, until} (days) from standard input; writes a list of occurrences
// for each: {title, status, start, end}. A time is "utc:" and seconds, "local:" and a time of no
// zone, or "day:" and a date.
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

function written(time) {
  if (time.isDate) return "day:" + time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return "local:" + time.toString();
  return "utc:" + time.toUnixTime();
}

function occurrence(component, start, end) {
  return {
    title: component.getFirstPropertyValue("summary"),
    status: component.getFirstPropertyValue("status") || "CONFIRMED",
    start: written(start),
    end: written(end),
  };
}

function expand({ text, until }) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const components = calendar.getAllSubcomponents("vevent");
  const last = ICAL.Time.fromDateString(until);
  const found = [];
  for (const component of components) {
    if (component.hasProperty("recurrence-id")) continue;
    const uid = component.getFirstPropertyValue("uid");
    // Without this, ical.js takes the changes of other entries too.
    const exceptions = components.filter(
      (one) => one.hasProperty("recurrence-id") && one.getFirstPropertyValue("uid") === uid,
    );
    const event = new ICAL.Event(component, { strictExceptions: true, exceptions });
    if (!event.isRecurring()) {
      found.push(occurrence(component, event.startDate, event.endDate));
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(), tries = 0; next && tries < 20000; next = iterator.next(), tries++) {
      if (next.compareDateOnlyTz(last, ICAL.Timezone.utcTimezone) > 0) break;
      const details = event.getOccurrenceDetails(next);
      found.push(occurrence(details.item.component, details.startDate, details.endDate));
    }
  }
  return found;
}

const wanted = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(wanted.map(expand)));
