import Bayline
import BaylineStore
import BaylineWording
import Foundation
import GRDB
import TestSupport
import Testing

/// Files that are no store, older and newer stores, and two desks at once.
@Suite struct StoreFileTests {
  private func refusal(_ store: TestStore) throws -> String {
    let error = #expect(throws: StoreError.self) { try store.open() }
    guard case .notAStore(store.path, let detail) = error else {
      Issue.record("\(String(describing: error))")
      return ""
    }
    return detail
  }

  @Test func anEmptyFileIsANewStore() throws {
    let store = try TestStore()
    try Data().write(to: URL(filePath: store.path))
    let opened = try store.open()
    _ = try opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    #expect(try store.reopened(opened).load()?.version == 1)
  }

  @Test(arguments: [
    Data("{\"format\": \"bayline.site/1\"}".utf8), Data([0]), Data((0..<5000).map { UInt8(($0 * 37) % 251) }),
    Data("SQLite format 3\0".utf8),
  ])
  func otherFilesAreRefused(contents: Data) throws {
    let store = try TestStore()
    try contents.write(to: URL(filePath: store.path))
    #expect(try refusal(store) == "it is not a SQLite file")
    #expect(try Data(contentsOf: URL(filePath: store.path)) == contents)
    #expect(store.names == ["shop.sqlite"])
  }

  @Test func aBrokenStoreIsRefused() throws {
    let store = try TestStore()
    try Data("SQLite format 3\0".utf8 + Array(repeating: 7, count: 8176)).write(to: URL(filePath: store.path))
    #expect(try refusal(store).hasPrefix("SQLite cannot read it"))
  }

  @Test(arguments: ["CREATE TABLE part (text)", "PRAGMA application_id = 7"])
  func storesOfOtherProgramsAreRefused(sql: String) throws {
    let store = try TestStore()
    try store.execute(sql)
    let before = try Data(contentsOf: URL(filePath: store.path))
    #expect(try refusal(store) == "it is a SQLite file of another program")
    #expect(try Data(contentsOf: URL(filePath: store.path)) == before)
    #expect(store.names == ["shop.sqlite"])
  }

  @Test func aStoreOfANewerProgramIsRefused() throws {
    let store = try TestStore()
    try store.open().close()
    try store.execute("PRAGMA user_version = 99")
    #expect(try refusal(store).hasPrefix("a newer desk wrote it: it has version 99"))
  }

  @Test func aFolderIsRefused() throws {
    let store = try TestStore()
    try FileManager.default.createDirectory(atPath: store.path, withIntermediateDirectories: false)
    #expect(try refusal(store) == "it is a folder, not a file")
    #expect(throws: StoreError.self) { try BookStore(path: store.path + "/missing/shop.sqlite") }
  }

  @Test func twoDesksNeverShareAStore() throws {
    let store = try TestStore()
    let first = try store.open()
    #expect(throws: StoreError.inUse(path: store.path)) { try store.open() }
    _ = try first.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    try first.close()
    #expect(store.names == ["shop.sqlite"])
    #expect(try store.open().load()?.version == 1)
  }

  @Test func refusalsAreInBothLanguages() throws {
    let store = try TestStore()
    try store.execute("CREATE TABLE part (text)")
    let error = #expect(throws: StoreError.self) { try BookStore(path: store.path, .chinese) }
    #expect(
      error?.text(Glossary(.chinese)) == "\(store.path): 这是其他程序的 SQLite 文件; 请指定预约台的存储文件, 或一个还不存在的文件")
    #expect(
      StoreError.inUse(path: "a").text(Glossary(.english)) == "a: another desk is using it; close that first")
  }

  @Test func nobodyElseReadsTheStore() throws {
    let store = try TestStore()
    let opened = try store.open()
    try opened.backup(to: store.path + ".copy")
    for name in ["", "-wal", ".copy"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: store.path + name)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  /// Version 1 had no accounts.
  @Test func anOlderStoreIsMigratedAfterABackup() throws {
    let store = try TestStore()
    let dump = Project.root.appending(path: "Tests/BaylineStoreTests/Stores/v1.sql")
    try DatabaseQueue(path: store.path).writeWithoutTransaction {
      try $0.execute(sql: String(contentsOf: dump, encoding: .utf8))
    }
    let opened = try store.open()
    let book = try #require(try opened.load())
    #expect(book.version == 3)
    #expect(book.records.mapValues(\.status) == ["A": .confirmed, "B": .arrived])
    #expect(try opened.rebuilt(upTo: 1)?.records.count == 3)
    #expect(try opened.visit("C")?.status == .requested)
    try opened.save(Account(name: "ann", role: .manager, passwordHash: "x"), by: "console")
    #expect(try opened.change(book) { $0.remove("B") }.version == 4)
    try opened.check()
    try opened.close()

    let backup = store.path + ".before-v2"
    #expect(store.names == ["shop.sqlite", "shop.sqlite.before-v2"])
    let tables = try DatabaseQueue(path: backup).read {
      try String.fetchSet($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    #expect(tables == ["change", "grdb_migrations", "journal", "part", "visit"])
    // The backup is a store as well.
    #expect(try BookStore(path: backup).load() == book)
    #expect(try store.open().load()?.version == 4)
  }

  @Test func aBackupIsMadeWhileTheStoreIsOpen() throws {
    let store = try TestStore()
    let opened = try store.open()
    let book = try opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    let target = store.folder.appending(path: "backup.sqlite").path
    try opened.backup(to: target)
    let next = try opened.change(book) { $0.remove("A") }
    let copy = try BookStore(path: target)
    #expect(try copy.load() == book)
    try copy.check()
    try copy.close()
    try opened.backup(to: target)
    #expect(try BookStore(path: target).load() == next)
    #expect(throws: StoreError.inUse(path: store.path)) { try opened.backup(to: store.path) }
    let other = store.folder.appending(path: "letter.txt")
    try Data("Dear customer".utf8).write(to: other)
    #expect(throws: StoreError.self) { try opened.backup(to: other.path) }
    #expect(try String(contentsOf: other, encoding: .utf8) == "Dear customer")
    #expect(throws: StoreError.self) { try opened.backup(to: "/missing/folder/backup.sqlite") }
  }

  @Test(arguments: [
    "UPDATE part SET text = replace(text, 'booked', 'arrived') WHERE part = 'visit/A'",
    "DELETE FROM part WHERE part = 'visit/C'",
    "UPDATE visit SET is_open = 0 WHERE id = 'B'",
    "INSERT INTO visit SELECT 9, 'Z', since, version, 1, '', '', '', '', '', '' FROM visit WHERE id = 'A'",
    "PRAGMA foreign_keys = OFF; DROP TRIGGER journal_kept; DELETE FROM journal WHERE version = 1",
  ])
  func damageIsFound(sql: String) throws {
    let store = try TestStore()
    let opened = try store.open()
    let book = try opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    try opened.change(book) { $0.demand.now = time("09:00") }
    try opened.check()
    try opened.close()
    try DatabaseQueue(path: store.path).writeWithoutTransaction { try $0.execute(sql: sql) }
    let error = #expect(throws: StoreError.self) { try store.open().check() }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
