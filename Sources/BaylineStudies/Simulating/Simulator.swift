public import BaylineModel
import BaylineSimulation

/// Plays the days of a plan many times, with their chances: how they really run.
///
/// A day depends on the seed, its number and its date alone, not on the plan: two plans meet the same customers, the same
/// delays and the same surprises (common random numbers), so their differences are due to the plans.
public struct Simulator: Sendable {
  /// Who decides what is done next.
  public enum DispatchPolicy: String, CaseIterable, Sendable, Hashable {
    /// The plan, later or earlier as the day goes.
    case shift
    /// Somebody who plans the rest of the day again, every half hour in which it has left its plan.
    case replan
  }

  private let chances: ShopSimulation
  private let plan: ShopSimulation
  private let replanning: ReplanningDispatcher?

  /// Minutes between two looks of a dispatcher at the day.
  static let reviewMinutes = 30

  /// A simulator of a schedule.
  ///
  /// - Precondition: The formats accept all of it, and the schedule keeps every rule (`Verifier`).
  /// - Complexity: O(*n* log *n*) in the operations.
  public init(
    site: Site, demand: Demand, schedule: Schedule, uncertainty: Uncertainty,
    dispatcher: DispatchPolicy = .shift
  ) {
    let jobs = uncertainty.walkIns.jobs.isEmpty ? demand.appointments : uncertainty.walkIns.jobs
    replanning =
      dispatcher == .replan ? ReplanningDispatcher(site: site, demand: demand, jobs: jobs) : nil
    chances = ShopSimulation(site: site, demand: demand, schedule: schedule, uncertainty: uncertainty)
    plan = ShopSimulation(site: site, demand: demand, schedule: schedule, uncertainty: .none)
  }

  /// Plays the days.
  ///
  /// - Parameters:
  ///   - replications: How often, 1 or more.
  ///   - seed: Of the chances. The same seed gives the same results on any machine, with any number of threads.
  ///   - threads: Side by side, 1 or more.
  ///   - shouldStop: Asked often, from several threads; once it says yes what has been played is returned.
  ///   - onProgress: Told how many replications are done.
  public func run(
    replications: Int, seed: Int = 1, threads: Int = 1,
    shouldStop: @escaping @Sendable () -> Bool = { false },
    onProgress: (Int) -> Void = { _ in }
  ) async -> SimulationResult {
    let play = play
    var played: [Int: FigureValues] = [:]
    await withTaskGroup(of: [(Int, FigureValues)].self) { group in
      var next = 0
      func addBlock() {
        let block = next..<min(replications, next + Self.block)
        guard !block.isEmpty else { return }
        next = block.upperBound
        group.addTask {
          block.compactMap { replication in
            shouldStop() ? nil : (replication, play(seed, replication))
          }
        }
      }
      for _ in 0..<max(1, threads) { addBlock() }
      for await block in group {
        for (replication, figures) in block { played[replication] = figures }
        onProgress(played.count)
        addBlock()
      }
    }
    let inOrder = (0..<replications).compactMap { played[$0] }
    return SimulationResult(
      replications: inOrder, plan: plan.run(seed: seed, replication: 0), seed: seed, asked: replications)
  }

  @Sendable private func play(_ seed: Int, _ replication: Int) -> FigureValues {
    guard let replanning else { return chances.run(seed: seed, replication: replication) }
    return chances.run(seed: seed, replication: replication, every: Self.reviewMinutes) { view in
      replanning.places(view, seed: seed)
    }
  }

  /// Replications that a thread plays before it looks up.
  private static let block = 8
}
