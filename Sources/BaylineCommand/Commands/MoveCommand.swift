import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline move`: a customer wants to come at another time.
struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Move a visit to another time, or list the times it can be moved to.",
    discussion: """
      Without --to, lists up to three other times and changes nothing. With --to, the customer has agreed: the time is \
      promised, if it is one that could be offered. Confirmed arrivals of others never move. Works on the day and on the \
      evening before, also for visits that are not scheduled. The files are replaced together, unless --out and \
      --demand-out name others.

      The exit code is 1 if the visit cannot be moved to that time, or to no other at all, and nothing is written then.

      EXAMPLES
        bayline move 沪A12345 --site site.json --demand tomorrow.json --schedule plan.json --now 2026-11-23T18:30
        bayline move 沪A12345 --site site.json --demand tomorrow.json --schedule plan.json --now 2026-11-23T18:30 \
      --to 14:00
      """)

  @OptionGroup var options: VisitEventOptions

  @Option(
    help: ArgumentHelp("The arrival that was agreed, like 2026-11-24T14:00, or 14:00.", valueName: "time"))
  var to: String?

  @Option(
    help: ArgumentHelp("With --to: the advisor named to the customer, by id or name.", valueName: "advisor"))
  var advisor: String?

  func validate() throws {
    if let to, CivilTime(to) == nil, ClockTime(to) == nil {
      throw ValidationError("--to is \(to); write it like 2026-11-24T14:00 or 14:00.")
    }
    if advisor != nil, to == nil { throw ValidationError("--advisor requires --to.") }
  }

  func run() async throws {
    guard let to else { return try list() }
    try await options.replan { visit, now, book, words in
      let arrival = try options.time(to, in: book.demand, words)
      let offer = try offer(visit, at: arrival, now, book, words)
      return .moved(appointment: visit.id, arrival: arrival, advisor: offer.reception.advisor)
    } accepts: { (outcome, visit, words) throws(Refusal) in
      let isPlanned = outcome.schedule.assignments.contains { $0.appointment == visit.id }
      if !isPlanned { throw Self.refusal(visit, to, words) }
    }
  }

  /// Prints the times to which the visit can be moved.
  private func list() throws {
    var inputs = InputReader(options.files, language: options.replanning.messages.lang)
    let current = inputs.schedule(options.schedule)
    let plan = try inputs.valid(current)
    let (site, demand) = try inputs.validCase()
    let words = inputs.words
    let book = ReplanRun.Book(site: site, demand: demand, plan: plan, uncertainty: .default)
    let visit = try options.appointment(in: book, words)
    let now = try options.time(options.now, in: demand, words)
    let (desk, request) = try desk(for: visit, now, book, words)
    var answer = desk.offers(for: request, count: Self.maxListed + 1)
    // Another time is asked for.
    let planned = plan.assignments.first { $0.appointment == visit.id }?.reception?.arrival
    answer.offers.removeAll { $0.reception.arrival == planned }
    answer.offers = Array(answer.offers.prefix(Self.maxListed))
    try print(answer, of: request, at: desk, words)
    if answer.offers.isEmpty { throw Self.nothingElse(visit, answer, desk, words) }
  }

  private static let maxListed = 3

  /// The offer of the agreed time.
  ///
  /// - Throws: That it cannot be had, with other times on standard output.
  private func offer(
    _ visit: Appointment, at arrival: CivilTime, _ now: CivilTime, _ book: ReplanRun.Book, _ words: Glossary
  ) throws -> Offer {
    let (desk, request) = try desk(for: visit, now, book, words)
    var advisorId: String?
    if let advisor {
      do throws(PlacementQuestion.Problem) {
        advisorId = try book.site.advisor(called: advisor)
      } catch {
        let text = PlacementQuestionErrorText(site: book.site, demand: book.demand, language: words.language)
        throw Refusal.badFile(text.lines(error, schedule: options.schedule))
      }
    }
    let found =
      if let advisorId {
        desk.offer(for: request) { $0.arrival == arrival && $0.advisor == advisorId }
      } else {
        desk.offer(for: request, at: arrival)
      }
    if let found { return found }
    var wished = request
    wished.preferredArrival = arrival
    wished.preferredAdvisor = advisorId ?? request.preferredAdvisor
    try print(desk.offers(for: wished), of: wished, at: desk, words)
    throw Self.refusal(visit, arrival.description, words)
  }

  /// That there is no other time, and why.
  private static func nothingElse(
    _ visit: Appointment, _ answer: Offer.Answer, _ desk: OfferDesk, _ words: Glossary
  ) -> Refusal {
    let name = visit.card.plate ?? visit.id
    var book = desk.demand
    book.appointments.append(visit)
    let reasons = ReasonText(site: desk.site, demand: book, language: words.language)
    let cause = answer.worded(site: desk.site, demand: desk.demand, words).refusal.map { refusal in
      words("：", ": ") + reasons.cause(refusal) + (refusal.detail.map { words("，", ", ") + $0 } ?? "")
    }
    return .negative([words("\(name) 没有可改的时间", "\(name) has no other time") + (cause ?? "")])
  }

  private static func refusal(_ visit: Appointment, _ time: String, _ words: Glossary) -> Refusal {
    let name = visit.card.plate ?? visit.id
    return .negative([
      words(
        "\(name) 不能改到 \(time)，未写入任何文件",
        "\(name) cannot be moved to \(time), and nothing was written")
    ])
  }

  /// The desk of the book without the visit, and the visit as a request for any time.
  private func desk(
    for visit: Appointment, _ now: CivilTime, _ book: ReplanRun.Book, _ words: Glossary
  ) throws(Refusal) -> (OfferDesk, Appointment) {
    guard !visit.isOnSite else {
      throw .badFile([
        words(
          "\(options.visit): 车已在店; 不能再改约",
          "\(options.visit): the vehicle is already on site; it cannot be moved")
      ])
    }
    do throws(Schedule.Problem) {
      return try OfferDesk.moving(
        visit, site: book.site, demand: book.demand, schedule: book.plan, now: now)
    } catch {
      throw .badFile(
        PlanCheck.lines(
          error, path: options.schedule, site: book.site, demand: book.demand, words))
    }
  }

  private func print(_ given: Offer.Answer, of request: Appointment, at desk: OfferDesk, _ words: Glossary)
    throws(Refusal)
  {
    let answer = given.worded(site: desk.site, demand: desk.demand, words)
    if options.replanning.json { return try Console.write(OfferFormat.encode(answer), words) }
    let text = OfferText(
      site: desk.site, demand: desk.demand, request: request, now: desk.now, language: words.language)
    try Console.print(text.text(answer) { offer in "--to \(offer.reception.arrival)" }, words)
  }
}
