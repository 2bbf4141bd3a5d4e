import BaylineMath
package import BaylineModel

/// Simulations as JSON, as printed by `bayline simulate --json`.
package enum SimulationFormat {
  /// The result as a document, ending in a line break.
  ///
  /// - Parameter values: Whether to include the figures of each replication.
  package static func encode(_ result: SimulationResult, values: Bool = false) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add("seed", result.seed)
        $0.add("replications", result.replications.count)
        if result.replications.count < result.asked { $0.add("asked", result.asked) }
        $0.add("figures") {
          for figure in Figure.allCases {
            if let statistics = result.statistics(of: figure) {
              $0.add(figure.rawValue, json(statistics, figure, planned: result.plan[figure]))
            }
          }
        }
        let kinds = result.promisesKeptByKind()
        if !kinds.isEmpty {
          $0.add("promisesKept") {
            for (kind, kept) in kinds { $0.add(kind.rawValue, json(kept, .promisesKept, planned: nil)) }
          }
        }
        if values { $0.add("runs", all: result.replications, json) }
      })
  }

  private static func json(_ statistics: SampleStatistics, _ figure: Figure, planned: Double?) -> JSONValue {
    JSONValue {
      $0.add("unit", figure.unit.rawValue)
      $0.add("plan", planned)
      $0.add("count", statistics.count)
      $0.add("mean", statistics.mean)
      $0.add("low", statistics.low)
      $0.add("high", statistics.high)
      $0.add("deviation", statistics.deviation)
      $0.add("percentiles") {
        $0.add("5", statistics.p5)
        $0.add("25", statistics.p25)
        $0.add("50", statistics.p50)
        $0.add("75", statistics.p75)
        $0.add("95", statistics.p95)
      }
    }
  }

  /// The figures of one replication that have a value.
  private static func json(_ values: Figure.Values) -> JSONValue {
    JSONValue { for figure in Figure.allCases { $0.add(figure.rawValue, values[figure]) } }
  }
}
