import ArgumentParser

@main struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "bayline", subcommands: [Generate.self])
}
