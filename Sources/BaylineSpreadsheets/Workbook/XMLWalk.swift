import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Walks an XML document; names of elements have no namespace prefixes.
final class XMLWalk: NSObject, XMLParserDelegate {
  private var begin: (_ name: String, _ attributes: [String: String]) -> Void
  private var end: (_ name: String) -> Void
  private var characters: (_ text: String) -> Void
  /// The open elements. Not every version of the parser checks closing tags.
  private var open: [String] = []
  private var isBroken = false
  private var isEmpty = true

  private init(
    begin: @escaping (String, [String: String]) -> Void, end: @escaping (String) -> Void,
    characters: @escaping (String) -> Void
  ) {
    self.begin = begin
    self.end = end
    self.characters = characters
  }

  /// Walks a document; `false` if it is malformed. Documents with a type declaration are rejected, because parts of a workbook
  /// have none and entities can expand without limit; so are encodings other than UTF-8.
  static func walk(
    _ bytes: [UInt8], begin: @escaping (String, [String: String]) -> Void,
    end: @escaping (String) -> Void = { _ in }, characters: @escaping (String) -> Void = { _ in }
  ) -> Bool {
    guard isPlain(bytes) else { return false }
    let walk = XMLWalk(begin: begin, end: end, characters: characters)
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    parser.delegate = walk
    return parser.parse() && !walk.isBroken && walk.open.isEmpty && !walk.isEmpty
  }

  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.prefix(4).contains(0) else { return false }
    let declaration = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    if let encoding = declaration.firstRange(of: "encoding=") {
      let name = declaration[encoding.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }
      guard name == "utf-8" else { return false }
    }
    return !bytes.contains(sequence: Array("<!DOCTYPE".utf8))
      && !bytes.contains(sequence: Array("<!ENTITY".utf8))
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    isEmpty = false
    open.append(elementName)
    begin(elementName, attributeDict)
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    if open.popLast() != elementName { isBroken = true }
    end(elementName)
  }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) { isBroken = true }

  func parser(_ parser: XMLParser, foundCharacters string: String) { characters(string) }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    characters(String(decoding: block, as: UTF8.self))
  }
}

extension [UInt8] {
  fileprivate func contains(sequence: [UInt8]) -> Bool {
    guard let first = sequence.first, count >= sequence.count else { return false }
    return indices.dropLast(sequence.count - 1).contains { index in
      self[index] == first && self[index..<index + sequence.count].elementsEqual(sequence)
    }
  }
}
