import BaylineStore

/// What somebody may see or do; every route names the one that it takes.
enum Permission: String, CaseIterable, Sendable {
  /// Nothing: the page to sign in, style sheets.
  case none
  /// To see boards and load, without names, phones and whole plates.
  case look
  /// To see who the customers are.
  case customers
  /// To take calls: book, move and cancel visits, keep requests.
  case book
  /// To receive customers: arrivals, vehicles handed over, calls and texts.
  case receive
  /// To begin and end operations.
  case work
  /// To put parts on their shelves.
  case parts
  /// To change the day for everybody: absences, closed bays, missing parts.
  case disturb
  /// To plan days and begin the next one.
  case plan
  /// To take the book out of the desk, and see the journal.
  case export
  /// To change the site and what the desk says.
  case settings
  /// To add and remove accounts.
  case users
}

extension Role {
  /// What the people of a role may see and do.
  var permissions: Set<Permission> {
    switch self {
    case .display: [.none, .look]
    case .parts: [.none, .look, .parts]
    case .advisor: [.none, .look, .customers, .book, .receive]
    case .supervisor: [.none, .look, .customers, .receive, .work, .parts, .disturb, .plan]
    case .coordinator:
      [.none, .look, .customers, .book, .receive, .work, .parts, .disturb, .plan, .export]
    case .manager: Set(Permission.allCases)
    }
  }
}

extension Account {
  func may(_ permission: Permission) -> Bool { role.permissions.contains(permission) }

  /// Who works at the machine itself while the desk has no accounts.
  static let local = Account(name: "local", role: .manager, passwordHash: "")
}

extension PageContext {
  func may(_ permission: Permission) -> Bool { account.may(permission) }
}
