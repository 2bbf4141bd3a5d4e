import Synchronization

/// Limits how often something may be tried that has failed: the first tries are free, then the wait doubles each time.
final class TryLimit: Sendable {
  private struct Failures {
    var count: Int
    /// In seconds.
    var last: Double
  }

  private let failures = Mutex<[String: Failures]>([:])
  private let free: Int
  private let longest: Double
  /// The keys that are kept; the oldest are forgotten first.
  private let capacity: Int

  /// - Parameters:
  ///   - free: Failures without a wait.
  ///   - longest: The longest wait in seconds.
  init(free: Int = 4, longest: Double = 900, capacity: Int = 10_000) {
    self.free = free
    self.longest = longest
    self.capacity = capacity
  }

  /// The seconds until something may be tried again; 0 if it may be now.
  func wait(_ keys: [String], at now: Double) -> Double {
    failures.withLock { failures in
      keys.map { key in failures[key].map { max(0, $0.last + pause(after: $0.count) - now) } ?? 0 }
        .max() ?? 0
    }
  }

  func failed(_ keys: [String], at now: Double) {
    failures.withLock { failures in
      for key in keys {
        // Who has waited a day begins anew.
        let count = failures[key].map { now - $0.last > 86_400 ? 0 : $0.count } ?? 0
        failures[key] = Failures(count: count + 1, last: now)
      }
      while failures.count > capacity, let oldest = failures.min(by: { $0.value.last < $1.value.last }) {
        failures.removeValue(forKey: oldest.key)
      }
    }
  }

  func succeeded(_ keys: [String]) {
    failures.withLock { failures in
      for key in keys { failures.removeValue(forKey: key) }
    }
  }

  private func pause(after count: Int) -> Double {
    count < free ? 0 : min(longest, Double(1 << min(count - free, 20)))
  }
}
