import Foundation

/// Threads for what takes longer than a page: searches and changes.
///
/// Swift's own threads are as few as the processors; a page would wait until one of them has found its offers. Here the
/// searches wait for each other, and pages share the processors with them.
final class Workers: TaskExecutor {
  private let queue = OperationQueue()

  /// - Parameter count: The threads.
  init(count: Int = max(2, ProcessInfo.processInfo.activeProcessorCount)) {
    queue.name = "workers"
    queue.maxConcurrentOperationCount = count
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.addOperation { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Runs something, and what it waits for, on these threads.
  func run<Value: Sendable>(
    _ work: @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withTaskExecutorPreference(self) { try await work() }
  }
}
