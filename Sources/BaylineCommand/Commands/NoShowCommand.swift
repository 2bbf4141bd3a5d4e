import ArgumentParser
import Bayline

/// `bayline no-show`: a customer did not come; the slot is released, and the visit goes on the call list.
struct NoShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "no-show",
    abstract: "Release the slot of a customer who did not come.",
    discussion: """
      Possible once the grace time is over. The visit gets another time to propose, which is announced to nobody before \
      the customer agrees: then record it with `bayline move`. The missed arrival stands in the visit's note and on the \
      call list.

      EXAMPLE
        bayline no-show 沪A12345 --site site.json --demand today.json --schedule plan.json --now 9:20 --reason 联系不上
      """)

  @OptionGroup var options: VisitEventOptions

  @Option(help: ArgumentHelp("Why the customer did not come; it stands in the note.", valueName: "text"))
  var reason: String?

  func validate() throws {
    guard let reason else { return }
    let isText = reason.contains { !$0.isWhitespace } && !reason.contains { $0.isNewline }
    if !isText || reason.count > Self.maxReason {
      throw ValidationError("--reason is a line of 1 to \(Self.maxReason) characters.")
    }
  }

  private static let maxReason = 200

  func run() async throws {
    try await options.replan(missedReason: reason) { visit, _, _, _ in .noShow(appointment: visit.id) }
  }
}
