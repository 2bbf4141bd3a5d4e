public import BaylineModel
import BaylineSimulation

/// Simulates the days of a plan many times with random events.
///
/// A day depends only on the seed, its replication and its date, not on the plan: two plans face the same customers,
/// delays and surprises (common random numbers), so that their differences are due to the plans.
public struct Simulator: Sendable {
  /// How work is dispatched during the day.
  public enum DispatchPolicy: String, CaseIterable, Sendable, Hashable {
    /// By the plan, shifted as the day requires.
    case shift
    /// By replanning the rest of the day, every half hour in which it deviates from its plan.
    case replan
  }

  private let chances: ShopSimulation
  private let plan: ShopSimulation
  private let replanning: ReplanningDispatcher?

  /// Minutes between two reviews by a dispatcher.
  static let reviewMinutes = 30

  /// Creates a simulator of a schedule.
  ///
  /// - Precondition: The inputs are valid, and the schedule keeps every rule (`Verifier`).
  /// - Complexity: O(*n* log *n*) in the operations.
  public init(
    site: Site, demand: Demand, schedule: Schedule, uncertainty: Uncertainty,
    dispatcher: DispatchPolicy = .shift
  ) {
    replanning = ReplanningDispatcher(dispatcher, site: site, demand: demand, uncertainty: uncertainty)
    chances = ShopSimulation(site: site, demand: demand, schedule: schedule, uncertainty: uncertainty)
    plan = ShopSimulation(site: site, demand: demand, schedule: schedule, uncertainty: .none)
  }

  /// Simulates the days.
  ///
  /// - Parameters:
  ///   - replications: The number of replications, 1 or more.
  ///   - seed: The seed of random events. Results are the same on every machine and for every number of
  ///     threads.
  ///   - threads: The number of threads, 1 or more.
  ///   - shouldStop: Polled from several threads; when it returns `true`, the replications done so far are
  ///     returned.
  ///   - onProgress: Called with the number of finished replications.
  public func run(
    replications: Int, seed: Int = 1, threads: Int = 1,
    shouldStop: @escaping @Sendable () -> Bool = { false },
    onProgress: (Int) -> Void = { _ in }
  ) async -> SimulationResult {
    let play = play
    var played: [Int: Day] = [:]
    await withTaskGroup(of: [(Int, Day)].self) { group in
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
        for (replication, day) in block { played[replication] = day }
        onProgress(played.count)
        addBlock()
      }
    }
    let inOrder = (0..<replications).compactMap { played[$0] }
    return SimulationResult(
      replications: inOrder.map(\.figures), promisesKept: inOrder.map(\.promisesKept),
      plan: plan.run(seed: seed, replication: 0), seed: seed, asked: replications)
  }

  private typealias Day = (figures: Figure.Values, promisesKept: [VisitKind: Double])

  @Sendable private func play(_ seed: Int, _ replication: Int) -> Day {
    chances.runByKind(
      seed: seed, replication: replication, every: Self.reviewMinutes,
      replan: replanning?.replanning(seed: seed))
  }

  /// Replications per task.
  private static let block = 8
}
