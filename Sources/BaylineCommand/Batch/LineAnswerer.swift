import Bayline
import BaylineReports
import BaylineWording

/// Answers lines of a batch, each by itself: the same line has the same answer wherever it is asked.
struct LineAnswerer: Sendable {
  /// What lines leave open.
  struct Defaults: Sendable {
    var limit: SearchLimit?
    var seed = 1
  }

  let folder: BatchFolder
  let language: Language?
  let defaults: Defaults
  /// The seconds that a line may take; searches end early, studies fail.
  let timeLimit: Double?

  /// Answers a line without the line break.
  func answer(_ bytes: [UInt8], number: Int) async -> BatchAnswer {
    let clock = LineClock(limit: timeLimit)
    let line = BatchLine(bytes, number: number)
    var inputs = LineInputs(line, folder: folder, language: language)
    do {
      let (document, isStopped) = try await document(&inputs, clock)
      var answer = BatchAnswer(line, .result(document))
      answer.isStopped = isStopped
      return answer
    } catch let failure as LineFailure {
      return BatchAnswer(line, .problems(failure.problems))
    } catch let rejected as RejectedPlan {
      return failed(line, rejected.refusal(inputs.words))
    } catch let refusal as Refusal {
      return failed(line, refusal)
    } catch {
      return BatchAnswer(
        line, .problems(LineFailure("internalError", at: "\(line.name):$", "\(error)").problems))
    }
  }

  private func failed(_ line: BatchLine, _ refusal: Refusal) -> BatchAnswer {
    BatchAnswer(
      line,
      .problems(
        refusal.lines.map {
          BatchAnswer.Problem(code: "internalError", place: "\(line.name):$", message: $0)
        }))
  }

  private func document(_ inputs: inout LineInputs, _ clock: LineClock) async throws -> (
    String, isStopped: Bool
  ) {
    let (fields, command) = (try inputs.valid(inputs.line.fields), try inputs.valid(inputs.line.command))
    return switch command {
    case .schedule: try await schedule(fields, &inputs, clock)
    case .verify: (try verdict(fields, &inputs), false)
    case .offer: (try offers(fields, &inputs), false)
    case .offers: (try await groupOffers(fields, &inputs), false)
    case .simulate: (try await simulation(fields, &inputs, clock), false)
    case .whatif: (try await whatIf(fields, &inputs, clock), false)
    case .transfer: (try await transfer(fields, &inputs, clock), false)
    case .backtest: (try await backtest(fields, &inputs, clock), false)
    }
  }

  // MARK: - One workshop

  private func schedule(
    _ fields: Fields, _ inputs: inout LineInputs, _ clock: LineClock
  ) async throws -> (String, isStopped: Bool) {
    let site = inputs.site(fields)
    let asked = inputs.demand(fields.document("demand"), site)
    let told = inputs.decode(fields.document("keep", isRequired: false)) {
      ScheduleFormat.decode($0, file: $1, site: nil, demand: nil, allowsMissing: true)
    }?.value.map(ToldArrivals.init)
    let start = inputs.schedule(
      fields.document("from", isRequired: false), site, asked, allowsMissing: true)
    let deviations = inputs.uncertainty(fields, site)
    let seed = fields.integer("seed") ?? defaults.seed
    var options = SearchOptions()
    options.seed = seed
    options.threads = fields.integer("threads") ?? 1
    options.limit = fields.searchLimit ?? defaults.limit ?? .seconds(5)
    options.provesBound = fields.flag("noBound") != true
    let (isNominal, skipsPromises) = (fields.flag("nominal") == true, fields.flag("noPromise") == true)
    let (workshop, demand) = (try inputs.valid(site?.site), try inputs.valid(asked?.demand))
    let uncertainty = try inputs.valid(deviations)
    let run = ScheduleRun(
      site: workshop, uncertainty: isNominal ? .none : uncertainty,
      estimator: PromiseEstimator(
        site: workshop, demand: demand, uncertainty: uncertainty, seed: seed),
      start: start, words: inputs.words, options: options,
      promises: PromiseMaker(isSkipped: skipsPromises, shouldStop: clock.shouldStop),
      isSummarized: false, left: clock.left)
    let (schedule, _) = await run.schedule(demand, keeping: told)
    try PlanCheck.check(made: schedule, site: workshop, demand: demand, inputs.words)
    return (ScheduleFormat.encode(schedule), clock.hasCut(options.limit))
  }

  private func verdict(_ fields: Fields, _ inputs: inout LineInputs) throws -> String {
    let read = inputs.book(fields)
    let book = try read.valid(inputs)
    let verdict = Verifier(site: book.site, demand: book.demand).verify(book.schedule)
    let document = VerdictFormat.encode(
      verdict, site: book.site, demand: book.demand, language: book.words.language)
    return document + "\n"
  }

  private func simulation(
    _ fields: Fields, _ inputs: inout LineInputs, _ clock: LineClock
  ) async throws -> String {
    let read = inputs.book(fields)
    let deviations = inputs.uncertainty(fields, read.site)
    let replications = fields.integer("replications") ?? 1000
    let (seed, showsRuns) = (fields.integer("seed") ?? defaults.seed, fields.flag("runs") == true)
    let dispatcher = fields.dispatcher
    let (book, uncertainty) = (try read.valid(inputs), try inputs.valid(deviations))
    let fault = PlanCheck.problem(
      inGiven: book.schedule, site: book.site, demand: book.demand, book.words)
    if let fault { throw LineFailure("incorrectSchedule", at: book.place, fault) }
    let simulator = Simulator(
      site: book.site, demand: book.demand, schedule: book.schedule, uncertainty: uncertainty,
      dispatcher: dispatcher)
    let result = await simulator.run(replications: replications, seed: seed, shouldStop: clock.shouldStop)
    if result.replications.count < result.asked { throw clock.failure(inputs) }
    return SimulationFormat.encode(result, values: showsRuns)
  }

  private func offers(_ fields: Fields, _ inputs: inout LineInputs) throws -> String {
    let read = inputs.book(fields)
    let wanted = inputs.request(fields, read.site, read.demand)
    let (count, now) = (fields.integer("count") ?? OfferCommand.defaultCount, fields.time("now"))
    let request = try inputs.valid(wanted)
    return OfferFormat.encode(try read.valid(inputs).answer(request, count: count, now: now))
  }

  // MARK: - Studies

  private func whatIf(
    _ fields: Fields, _ inputs: inout LineInputs, _ clock: LineClock
  ) async throws -> String {
    let site = inputs.site(fields)
    let days = LineDays(fields, site, &inputs)
    let reading = inputs.decode(fields.document("scenarios", isRequired: false)) {
      ScenariosFormat.decode($0, file: $1, site: site?.names)
    }
    let triesOneMore = fields.flag("oneMore") == true
    let effort = StudyEffort(fields, defaults)
    let given = inputs.uncertainty(fields, site)
    let today = try days.today(site, given, inputs)
    var work = today
    if let change = reading?.scenarios?.uncertainty {
      work.uncertainty = change.applied(to: today.uncertainty)
    }
    var scenarios: (set: ScenarioSet, instances: [Scenario.Instance])?
    if let reading, let set = reading.scenarios {
      let instances = inputs.value { () throws(Diagnostics) in
        try reading.cases(
          site: work.site, demands: work.demands, uncertainty: work.uncertainty, seed: effort.seed)
      }
      scenarios = (set, try inputs.valid(instances))
    }
    let study = effort.study(
      of: work, named: days.names, scenarios: scenarios, triesOneMore: triesOneMore)
    return WhatIfFormat.encode(try await effort.result(of: study, clock, inputs))
  }

  private func transfer(
    _ fields: Fields, _ inputs: inout LineInputs, _ clock: LineClock
  ) async throws -> String {
    let sides = try inputs.valid(inputs.sides(fields))
    let effort = StudyEffort(fields, defaults)
    let giver = inputs.site(sides.from.fields)
    let (giverDays, taker) = (LineDays(sides.from.fields, giver, &inputs), inputs.site(sides.to.fields))
    let takerDays = LineDays(sides.to.fields, taker, &inputs)
    let uncertainty = inputs.uncertainty(fields, nil)
    if let site = giver?.site, !site.technicians.contains(where: { $0.id == sides.technician }) {
      let known = nearestName(to: sides.technician, among: site.technicians.map(\.id))
      fields["technician"]?.report(.unknownReference(.technician, id: sides.technician, nearest: known))
    }
    let from = try giverDays.today(giver, uncertainty, inputs)
    let to = try takerDays.today(taker, uncertainty, inputs)
    let move = try inputs.valid(GroupTransfer(sides.technician, from: from.site, to: to))
    func side(
      _ shop: String, _ scenario: Scenario, _ today: Scenario.Instance, _ names: [String], _ member: String
    ) async throws -> GroupFormat.TransferSide {
      let instance: Scenario.Instance
      do throws(ScenarioDiagnostics) {
        instance = try scenario.apply(
          site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: effort.seed)
      } catch {
        throw effort.failure(error, today, at: "$.\(member)", inputs)
      }
      let study = effort.study(
        of: today, named: names, scenarios: (ScenarioSet(scenarios: [scenario]), [instance]),
        triesOneMore: false)
      return (shop, scenario, try await effort.result(of: study, clock, inputs))
    }
    let left = try await side(sides.from.id, move.leaving, from, giverDays.names, "from")
    let joined = try await side(sides.to.id, move.joining, to, takerDays.names, "to")
    let change = try inputs.valid(
      left.result.scenarios.first.flatMap { one in
        joined.result.scenarios.first.map { TransferChange(one, $0) }
      })
    return GroupFormat.encode(technician: sides.technician, change, from: left, to: joined)
  }

  private func backtest(
    _ fields: Fields, _ inputs: inout LineInputs, _ clock: LineClock
  ) async throws -> String {
    let site = inputs.site(fields)
    for member in ["demand", "demandRef", "actual", "actualRef"]
    where fields.has("days") && fields.has(member) {
      fields[member]?.report(.notBeside(member, other: "days"))
    }
    let sources = fields["days"]?.pastDays() ?? [fields]
    var days: [PastDay] = []
    for source in sources {
      let demand = inputs.demand(source.document("demand"), site)
      let record = inputs.decode(source.document("actual")) {
        ActualFormat.decode($0, file: $1, site: site?.names, demand: demand)
      }
      if let demand = demand?.demand, let actual = record?.value {
        days.append(PastDay(demand: demand, actual: actual))
      }
    }
    let effort = StudyEffort(fields, defaults)
    let overtime = fields.integer("overtime") ?? 60
    let workshop = try inputs.valid(site?.site)
    var options = PlanBacktest.Options(limit: effort.limit(for: days.map(\.demand)))
    options.seed = effort.seed
    options.dispatcher = effort.dispatcher
    options.overtimeMinutes = overtime
    let result = try await PlanBacktest(
      site: workshop, days: days.sorted { $0.actual.day < $1.actual.day }, options: options
    ).run(shouldStop: clock.shouldStop)
    if result.isStopped { throw clock.failure(inputs) }
    return BacktestFormat.encode(result)
  }
}
