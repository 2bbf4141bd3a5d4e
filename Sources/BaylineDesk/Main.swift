import ArgumentParser
import Bayline
import BaylineStore
import Foundation

/// The program `bayline-desk`: the server of a workshop, and the care of its store.
@main
struct DeskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bayline-desk", abstract: "The desk of a workshop in the browser.",
    discussion: """
      EXAMPLES
        bayline-desk --demo
        bayline-desk --site site.json --store shop.sqlite
        bayline-desk user add lin --role coordinator --store shop.sqlite

      EXIT CODES
        0 success; 1 the store is damaged; 2 a file is invalid or cannot be used; 64 wrong usage; 70 internal error
      """,
    version: baylineVersion,
    subcommands: [
      ServeCommand.self, UserCommand.self, BackupCommand.self, CheckCommand.self, ExportCommand.self,
    ],
    defaultSubcommand: ServeCommand.self)

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var serving = command as? any AsyncParsableCommand {
        try await serving.run()
      } else {
        try command.run()
      }
    } catch let refusal as CommandRefusal {
      refusal.report()
      exit(withError: ExitCode(refusal.status))
    } catch let error as StoreError {
      CommandRefusal(error).report()
      exit(withError: ExitCode(CommandRefusal(error).status))
    } catch {
      exit(withError: error)
    }
  }
}
