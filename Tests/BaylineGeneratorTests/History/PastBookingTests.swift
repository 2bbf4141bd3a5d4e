import BaylineGenerator
import BaylineModel
import Testing

/// How bookings were made by hand.
@Suite(.serialized) struct PastBookingTests {
  /// Rules H1 and H5 for all, H2 to H4 among those who were not squeezed in.
  @Test(arguments: Past.months) func rulesOfArrivalsHold(past: Past) throws {
    let rules = past.site.booking
    for day in past.days {
      var arrivals: [String: [Int]] = [:]
      #expect(day.bookings.count == day.booked.count)
      for (asked, _, told) in day.bookings {
        let minute = told.arrival.minuteOfDay
        let advisor = try #require(past.site.advisors.first { $0.id == told.advisor })
        #expect(told.arrival.date == day.actual.day && minute % rules.slotMinutes == 0)
        for calendar in [past.site.hours, advisor.calendar] {
          let open = past.site.calendars[calendar]?.intervals(on: day.actual.day) ?? []
          #expect(open.contains { $0.start <= minute && minute + rules.receptionMinutes <= $0.end })
        }
        #expect(asked.availability?.contains { $0.contains(told.arrival) } ?? true)
        #expect(asked.booked == nil && !asked.walkIn && asked.card.called != nil)
        if asked.kind != .comeback { arrivals[advisor.id, default: []].append(minute) }
      }
      for times in arrivals.values.map({ $0.sorted() }) {
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= rules.minGapMinutes })
        #expect(
          times.allSatisfy { start in
            times.count { start <= $0 && $0 < start + 60 } <= rules.advisorBookingsPerHour
          })
        #expect(times.count <= rules.advisorBookingsPerDay)
      }
    }
  }

  /// Nobody who called could have had a time nearer to the first choice then, with the advisor who was asked for or, if nobody
  /// was, with any.
  @Test(arguments: Past.months) func callersGetTheNearestFreeQuarterHour(past: Past) throws {
    let rules = past.site.booking
    var moved = 0
    for day in past.days {
      var book: [String: [Int]] = [:]
      let open = past.site.calendars[past.site.hours]?.intervals(on: day.actual.day) ?? []
      func isFree(_ advisor: String, _ minute: Int) -> Bool {
        let times = (book[advisor] ?? []) + [minute]
        return open.contains { $0.start <= minute && minute + 15 <= $0.end }
          && times.dropLast().allSatisfy { abs($0 - minute) >= 15 }
          && times.count <= rules.advisorBookingsPerDay
          && times.allSatisfy { start in times.count { start <= $0 && $0 < start + 60 } <= 3 }
      }
      let byCall = try day.bookings.enumerated().sorted {
        try (#require($0.element.asked.card.called), $0.offset) < (
          #require($1.element.asked.card.called), $1.offset
        )
      }.map(\.element)
      for (asked, _, told) in byCall {
        let wish = (asked.preferredArrival ?? asked.availability?.first?.from)?.minuteOfDay ?? 450
        let distance = abs(told.arrival.minuteOfDay - wish)
        let own = asked.preferredAdvisor.map { told.advisor == $0 ? [$0] : [] }
        let advisors = (own?.isEmpty == false ? own : nil) ?? past.site.advisors.map(\.id)
        if asked.kind != .comeback {
          for minute in stride(from: wish / 15 * 15 - distance, through: wish + distance, by: 15)
          where abs(minute - wish) < distance {
            let time = CivilTime(day.actual.day, minuteOfDay: minute)
            guard asked.availability?.contains(where: { $0.contains(time) }) ?? true else { continue }
            #expect(!advisors.contains { isFree($0, minute) }, "\(day.actual.day), \(asked.id): \(minute)")
          }
          if distance > 0 { moved += 1 }
        }
        book[try #require(told.advisor), default: []].append(told.arrival.minuteOfDay)
      }
    }
    #expect(moved > 5)
  }

  @Test func returnsAreSqueezedIn() throws {
    let past = try #require(Past.months.last)
    let returns = past.days.flatMap(\.bookings).filter { $0.asked.kind == .comeback }
    #expect(returns.count > 3)
    for (asked, _, told) in returns {
      #expect(
        abs(told.arrival - (try #require(asked.preferredArrival ?? asked.availability?.first?.from))) <= 30)
    }
  }

  /// A road call is no longer known the evening before.
  @Test(arguments: Past.months) func roadCallsAreRequestsOfTheDay(past: Past) {
    for day in past.days {
      let towed = day.actual.requests.filter { $0.card.note == "路上抛锚，拖车进厂" }
      #expect(towed.count == LightCarShop.orders(on: day.actual.day)?.roadCall)
      #expect(day.actual.requests.allSatisfy { $0.walkIn && $0.booked == nil && $0.arrived == nil })
      #expect(day.booked.allSatisfy { !$0.walkIn })
    }
  }
}
