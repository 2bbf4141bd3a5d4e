import ArgumentParser
import Bayline

@main struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "bayline", version: baylineVersion)
}
