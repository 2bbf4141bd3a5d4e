package import BaylineFormats

/// What a workshop has chosen for its desk, as JSON.
package enum DeskSettingsFormat {
  package static let shape = ObjectShape(
    "settings", optional: ["days"] + texts.map(\.name) + ["recalls"],
    integers: ["days": IntegerRange(DeskSettings.dayRange)])

  private static let recall = ObjectShape(
    "recall", required: ["number", "title", "appliesTo"], optional: ["notice"])

  private static let texts: [(name: String, path: any WritableKeyPath<DeskSettings, String> & Sendable)] = [
    ("catalogue", \.catalogue), ("slackIncentive", \.slackIncentive), ("directions", \.directions),
    ("phone", \.phone),
  ]

  package static func json(_ settings: DeskSettings) -> JSONValue {
    JSONValue { members in
      members.add("days", settings.days)
      for (name, path) in texts { members.add(name, settings[keyPath: path]) }
      members.add("recalls", all: settings.recalls, json)
    }
  }

  package static func json(_ recall: DeskSettings.Recall) -> JSONValue {
    JSONValue {
      $0.add("number", recall.number)
      $0.add("title", recall.title)
      $0.add("appliesTo", recall.appliesTo)
      $0.add("notice", recall.notice)
    }
  }

  /// The settings of an object of ``shape``; members that are missing stay as they are.
  package static func read(_ fields: Fields, keeping old: DeskSettings) -> DeskSettings {
    read(fields, keeping: old, recall: { read($0) { $0?.nonEmptyText() } })
  }

  /// The settings of a store, whose recalls may have empty texts.
  static func stored(_ fields: Fields) -> DeskSettings {
    read(fields, keeping: DeskSettings(), recall: { read($0) { $0?.text() } })
  }

  private static func read(
    _ fields: Fields, keeping old: DeskSettings, recall: (Node) -> DeskSettings.Recall?
  ) -> DeskSettings {
    var settings = old
    if let days = fields.integer("days") { settings.days = days }
    for (name, path) in texts { if let text = fields.text(name) { settings[keyPath: path] = text } }
    if let recalls = fields["recalls"]?.items(recall) { settings.recalls = recalls }
    return settings
  }

  private static func read(_ node: Node, _ text: (Node?) -> String?) -> DeskSettings.Recall? {
    guard let fields = Fields(node, recall), let number = text(fields["number"]),
      let title = text(fields["title"]), let appliesTo = fields["appliesTo"]?.items({ text($0) })
    else { return nil }
    return DeskSettings.Recall(
      number: number, title: title, appliesTo: appliesTo, notice: fields.text("notice") ?? "")
  }
}
