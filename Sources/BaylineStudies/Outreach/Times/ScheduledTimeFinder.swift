import BaylineModel
import BaylinePlanning

/// Finds times on days with a schedule. The offer desk of the schedule finds each with all earlier ones in it, so that
/// one schedule holds them all; a time that could leave another without an advisor is not offered (``HeldArrivals``).
struct ScheduledTimeFinder {
  private let site: Site
  private var desks: [OfferDesk?] = []
  /// The index of each day's desk.
  private var deskOfDay: [Int?]
  private var held: HeldArrivals
  private static let noon = 720

  /// - Throws: If a schedule is not valid for its demand.
  init(
    _ site: Site, _ books: [OutreachPlanner.BookedDays], days: [CivilDate], ledger: ArrivalLedger
  ) throws(OutreachPlanner.BookedDaysError) {
    self.site = site
    held = HeldArrivals(site, book: ledger)
    deskOfDay = Array(repeating: nil, count: days.count)
    for (index, book) in books.enumerated() {
      guard let schedule = book.schedule else {
        desks.append(nil)
        continue
      }
      do throws(Schedule.Problem) {
        desks.append(try OfferDesk(site: site, demand: book.demand, schedule: schedule))
      } catch {
        throw OutreachPlanner.BookedDaysError(book: index, fault: error)
      }
      for (position, day) in days.enumerated() where book.demand.horizon.isArrivalDay(day) {
        deskOfDay[position] = index
      }
    }
  }

  /// Whether a day has a schedule.
  func hasSchedule(_ day: Int) -> Bool { deskOfDay[day] != nil }

  /// Finds a time in the day's schedule and holds it there.
  mutating func time(
    for visit: LevelledVisit, on date: CivilDate, half: Bool?, isStrict: Bool, number: Int, day: Int
  ) -> OutreachPlan.OfferedTime? {
    guard let index = deskOfDay[day], let desk = desks[index] else { return nil }
    let noon = CivilTime(date, minuteOfDay: Self.noon)
    let (morning, afternoon) = (
      TimeWindow(from: CivilTime(date), to: noon), TimeWindow(from: noon, to: CivilTime(date.advanced(by: 1)))
    )
    var windows = [TimeWindow(from: morning.from, to: afternoon.to)]
    if let half { windows = [half ? morning : afternoon] + (isStrict ? [] : windows) }
    var request = visit.request
    if number > 0 { request.id += "#\(number + 1)" }
    for window in windows {
      request.availability = [window]
      guard
        let offer = desk.offer(for: request, where: { held.admits(arrival($0, request)) }),
        let accepted = try? desk.accept(offer, of: request),
        let next = try? OfferDesk(
          site: site, demand: accepted.demand, schedule: accepted.schedule, now: desk.now)
      else { continue }
      desks[index] = next
      held.add(arrival(offer.reception, request))
      return OutreachPlan.OfferedTime(reception: offer.reception, isScheduled: true)
    }
    return nil
  }

  /// How a time is held. A customer without a preferred advisor was assigned that of the first time
  /// (``OutreachTimeFinder``).
  private func arrival(_ reception: Schedule.Reception, _ request: Appointment) -> HeldArrivals.Arrival {
    let isOwn = reception.advisor == request.preferredAdvisor ?? reception.advisor
    return HeldArrivals.Arrival(
      time: reception.arrival, kind: request.kind,
      advisor: isOwn ? site.advisors.firstIndex { $0.id == reception.advisor } : nil)
  }
}
