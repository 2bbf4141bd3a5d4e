import ArgumentParser
import Bayline
import BaylineStore
import Hummingbird
import Logging

@main
struct DeskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bayline-desk", abstract: "The desk of a workshop in the browser.", version: baylineVersion)

  func run() async throws {}
}
