import ArgumentParser
import Bayline

/// `bayline cancel`: a customer cancels, and the rest of the plan closes the gap.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel a visit.",
    discussion: """
      The visit leaves the book; if work on the vehicle was done, it stays with that work. Confirmed arrivals never move, \
      and little else changes. Works on the day and on the evening before. The files are replaced together, unless \
      --out and --demand-out name others; docs/replanning.md describes the event `cancelled`.

      EXAMPLE
        bayline cancel 沪A12345 --site site.json --demand tomorrow.json --schedule plan.json --now 2026-11-23T18:30
      """)

  @OptionGroup var options: VisitEventOptions

  func run() async throws {
    try await options.replan { visit, _, _, _ in .cancelled(appointment: visit.id) }
  }
}
