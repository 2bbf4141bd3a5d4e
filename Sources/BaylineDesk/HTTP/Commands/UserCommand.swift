import ArgumentParser
import BaylineStore
import BaylineWording
import Foundation

extension Role: ExpressibleByArgument {}

/// The accounts of a store.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Say who may use the desk.",
    subcommands: [Add.self, Remove.self, List.self, Token.self])

  /// Where the accounts are.
  struct StoreOptions: ParsableArguments {
    @Option(help: "The store.", completion: .file()) var store: String

    func open() throws -> BookStore {
      guard FileManager.default.fileExists(atPath: store) else {
        throw CommandRefusal(
          "\(store): 没有这个文件; 请核对路径", "\(store): there is no such file; check the path")
      }
      return try BookStore(path: store)
    }

    /// The sessions of the store, for changing accounts.
    func sessions() throws -> Sessions { Sessions(store: try open(), isLocal: false) }
  }

  /// How changes from here are called in the audit trail.
  static let author = "terminal"

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add an account, or change its password and role.",
      discussion: "Asks for the password, or reads it from the first line of standard input.")

    @Argument(help: "The name to sign in with.") var name: String
    @Option(
      help: "What the account may see and do: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: Role
    @Option(help: "The id of the advisor of the site who this is.") var advisor: String?
    @OptionGroup var options: StoreOptions

    func run() async throws {
      let sessions = try options.sessions()
      do {
        try await sessions.save(
          name, role: role, advisor: advisor, password: try Self.password(), by: UserCommand.author)
      } catch let problem as HTTPProblem {
        throw CommandRefusal(problem)
      }
      print(Glossary(.ofTerminal)("已保存账号 \(name)", "saved the account \(name)"))
    }

    /// The new password, typed twice without echo, or piped in.
    private static func password() throws -> String {
      let words = Glossary(.ofTerminal)
      guard isatty(STDIN_FILENO) == 1 else { return readLine() ?? "" }
      let first = ask(words("密码: ", "Password: "))
      guard first == ask(words("再输入一次: ", "Once more: ")) else {
        throw CommandRefusal("两次输入的密码不同; 请重新运行", "the passwords differ; run the command again")
      }
      return first
    }

    private static func ask(_ prompt: String) -> String {
      getpass(prompt).map { String(cString: $0) } ?? ""
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove an account; it is signed out at once.")

    @Argument(help: "The name of the account.") var name: String
    @OptionGroup var options: StoreOptions

    func run() throws {
      let store = try options.open()
      guard try store.account(name) != nil else { throw UserCommand.unknown(name) }
      try store.removeAccount(name, by: UserCommand.author)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the accounts with their roles.")

    @OptionGroup var options: StoreOptions

    func run() throws {
      for account in try options.sessions().people() {
        print("\(account.name)\t\(account.role.rawValue)\(account.advisor.map { "\t\($0)" } ?? "")")
      }
    }
  }

  struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token with which a program may use the API as an account.",
      discussion: "Printed once; only its hash is stored. It ends when the account is saved again or removed."
    )

    @Argument(help: "The name of the account.") var name: String
    @OptionGroup var options: StoreOptions

    func run() throws {
      let sessions = try options.sessions()
      guard try sessions.people().contains(where: { $0.name == name }) else {
        throw UserCommand.unknown(name)
      }
      print(try sessions.programToken(for: name))
    }
  }

  private static func unknown(_ name: String) -> CommandRefusal {
    CommandRefusal("没有账号 \(name); 用 user list 查看", "there is no account \(name); see user list")
  }
}
