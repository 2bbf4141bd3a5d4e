import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

/// The JSON Schemas say of every object what the readers say.
@Suite struct SchemaTests {
  private static let documents: [(file: String, shapes: [ObjectShape])] = [
    ("site", ObjectShape.ofSite), ("demand", ObjectShape.ofDemand), ("schedule", ObjectShape.ofSchedule),
    ("events", ObjectShape.ofEvents), ("uncertainty", ObjectShape.ofUncertainty),
    ("scenarios", ObjectShape.ofScenarios), ("targets", ObjectShape.ofTargets),
    ("actual", ObjectShape.ofActual),
    ("batch-line", [ObjectShape.batchLine, .groupShop, .pastDay]),
  ]

  private func load(_ name: String) throws -> JSONValue {
    let file = Project.root.appending(path: "docs/schemas/\(name).schema.json")
    let (value, diagnostics) = JSONParser.parse([UInt8](try Data(contentsOf: file)))
    #expect(diagnostics.isEmpty)
    return try #require(value)
  }

  /// The schema of a shape: the root, or the definition of its name.
  private func part(_ shape: ObjectShape, in schema: JSONValue, root: String) -> JSONValue? {
    shape.name == root ? schema : schema["$defs"]?[shape.name]
  }

  @Test(arguments: documents.indices)
  func everyObjectNamesTheMembersThatTheReaderKnows(document: Int) throws {
    let (file, shapes) = Self.documents[document]
    let schema = try load(file)
    for shape in shapes {
      let part = try #require(self.part(shape, in: schema, root: file), "\(file): \(shape.name)")
      let properties = try #require(part["properties"])
      #expect(Set(properties.names) == Set(shape.members), "\(file): \(shape.name)")
      #expect(Set(part["required"]?.texts ?? []) == Set(shape.required), "\(file): \(shape.name)")
      #expect(part["additionalProperties"] == .bool(false), "\(file): \(shape.name)")
      #expect(part["patternProperties"]?.names == ["^x-"], "\(file): \(shape.name)")
    }
  }

  @Test(arguments: documents.indices)
  func everyMemberHasTheRangeAndTheChoicesOfTheReader(document: Int) throws {
    let (file, shapes) = Self.documents[document]
    let schema = try load(file)
    for shape in shapes {
      let properties = part(shape, in: schema, root: file)?["properties"]
      for member in shape.members {
        let property = try #require(properties?[member])
        let range = shape.integers[member] ?? shape.decimals[member]
        #expect(property["minimum"] == (range?.min).map { .integer($0) }, "\(shape.name).\(member)")
        #expect(property["maximum"] == (range?.max).map { .integer($0) }, "\(shape.name).\(member)")
        if range != nil {
          let type = shape.integers[member] == nil ? "number" : "integer"
          let types = (property["type"]?.texts ?? []) + [property["type"]?.text].compactMap(\.self)
          #expect(types.contains(type), "\(shape.name).\(member)")
        }
        let choices = property["enum"]?.texts ?? property["const"].flatMap { $0.text }.map { [$0] }
        #expect(choices == shape.choices[member], "\(shape.name).\(member)")
      }
    }
  }

  @Test func theSchemaHasNoObjectThatTheReaderLacks() throws {
    for (file, shapes) in Self.documents {
      let known = Set(shapes.map(\.name))
      for definition in try load(file)["$defs"]?.names ?? [] {
        guard try load(file)["$defs"]?[definition]?["properties"] != nil else { continue }
        #expect(known.contains(definition), "\(file): \(definition)")
      }
    }
  }

  @Test func listsHaveTheLimitsOfTheReader() throws {
    let site = try load("site")["properties"]
    for list in ["advisors", "bays", "technicians"] {
      #expect(site?[list]?["maxItems"] == .integer(Diagnostic.InputLimit.resources.value))
    }
    let demand = try load("demand")
    #expect(
      demand["properties"]?["appointments"]?["maxItems"] == .integer(Diagnostic.InputLimit.appointments.value)
    )
    let operations = demand["$defs"]?["appointment"]?["properties"]?["operations"]
    #expect(operations?["maxItems"] == .integer(Diagnostic.InputLimit.operations.value))
    #expect(operations?["minItems"] == .integer(1))
    let alternatives = demand["$defs"]?["operation"]?["properties"]?["alternatives"]
    #expect(alternatives?["maxItems"] == .integer(Diagnostic.InputLimit.alternatives.value))
  }

  @Test func defaultsAreThoseOfTheModel() throws {
    let definitions = try load("site")["$defs"]
    // What is missing has its default: so a site that states every default of the schema is the bare one.
    for (definition, member) in [("booking", "booking"), ("policy", "policy")] {
      let properties = try #require(definitions?[definition]?["properties"])
      let stated = properties.names.compactMap { name in
        properties[name]?["default"].map { JSONMember(name, $0) }
      }
      #expect(stated.count >= 10)
      let bare = #"{"format": "bayline.site/1", "name": "", "hours": "d", "calendars": {"d": {}}"#
      let full = "\(bare), \"\(member)\": \(JSONWriter.line(.object(stated)))}"
      let site = try SiteFormat.decode(Array(full.utf8), file: "full").get()
      #expect(try SiteFormat.decode(Array("\(bare)}".utf8), file: "bare").get() == site)
    }
  }
}

extension JSONValue {
  fileprivate var names: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.name)
  }

  fileprivate var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  fileprivate var texts: [String] {
    guard case .array(let items) = self else { return [] }
    return items.compactMap(\.text)
  }
}
