import ArgumentParser
import Bayline
import BaylineWording

/// The program `bayline`: its commands, and how their errors end it.
@main struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bayline",
    abstract: "Schedule the visits of a car dealer's workshop: who comes when, and who works where.",
    discussion: """
      EXAMPLES
        bayline generate --profile demo --seed 7 --out demo
        bayline schedule --site demo/site.json --demand demo/demand.json --out tomorrow.json
        bayline verify --site demo/site.json --demand demo/demand.json tomorrow.json

      EXIT CODES
        0 success; 1 the answer is no; 2 a file is invalid or cannot be written; 64 wrong usage; 70 internal error; \
      128 + n ended by signal n (141: nobody reads the output)
      """,
    version: baylineVersion,
    subcommands: [
      ScheduleCommand.self, VerifyCommand.self, OfferCommand.self, ReplanCommand.self,
      CancelCommand.self, MoveCommand.self, NoShowCommand.self, RollOverCommand.self,
      ExplainCommand.self, ReportCommand.self, SimulateCommand.self, WhatIfCommand.self, StaffCommand.self,
      ForecastCommand.self, OutreachCommand.self, BacktestCommand.self,
      StatisticsCommand.self, ImportCommand.self,
      ExportCommand.self,
      BatchCommand.self, GroupCommand.self,
      GenerateCommand.self,
    ])

  static func main() async {
    Launch.begin()
    Posix.fillStandardDescriptors()
    Signals.prepare()
    do {
      var command = try parseAsRoot()
      if var searching = command as? any AsyncParsableCommand {
        try await searching.run()
      } else {
        try command.run()
      }
    } catch let refusal as Refusal {
      for line in refusal.lines { Console.report(line) }
      exit(withError: refusal.status)
    } catch  where exitCode(for: error) == .success && !(error is ExitCode) {
      // Help and the version are results as well.
      do throws(Refusal) {
        try Console.write(fullMessage(for: error) + "\n", Glossary(.ofUser))
      } catch {
        for line in error.lines { Console.report(line) }
        exit(withError: error.status)
      }
      exit(withError: ExitCode.success)
    } catch {
      // The parser's own errors are requests for help, exit codes and wrong usage; anything else is a bug.
      if !(error is ExitCode), exitCode(for: error) == .failure {
        Console.report("bayline: internal error: \(error); please report it with the input files")
        exit(withError: ExitStatus.internalError)
      }
      exit(withError: error)
    }
  }
}
