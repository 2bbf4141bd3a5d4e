extension Demand {
  /// The ids of the visits that a text names: the visit with this id, else those with this plate, else those of the
  /// customer with this name.
  ///
  /// Plates are compared without spaces and dots, and without regard to capitals.
  /// - Complexity: linear in the number of visits.
  public func visits(called name: String) -> [String] {
    if appointments.contains(where: { $0.id == name }) { return [name] }
    let plate = Appointment.CustomerCard.plateKey(name)
    let byPlate = appointments.filter { visit in
      visit.card.plate.map {
        $0 == name || (!plate.isEmpty && Appointment.CustomerCard.plateKey($0) == plate)
      } ?? false
    }
    if !byPlate.isEmpty { return byPlate.map(\.id) }
    return appointments.filter { $0.card.customer == name }.map(\.id)
  }
}

extension Appointment.CustomerCard {
  /// A plate without what people write differently: spaces, dots, small and full-width letters.
  package static func plateKey(_ plate: String) -> String {
    let scalars = plate.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
      let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
      let narrow = isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      return narrow.properties.isAlphabetic || narrow.properties.numericType != nil ? narrow : nil
    }
    return String(String.UnicodeScalarView(scalars)).uppercased()
  }

  /// The digits of a phone number, full-width ones too.
  package static func phoneKey(_ phone: String) -> String {
    phone.unicodeScalars.lazy.map(\.properties).filter { $0.numericType == .decimal }
      .compactMap { $0.numericValue.map { String(Int($0)) } }.joined()
  }

  /// A name without what people write differently: small letters, and blanks at the ends or repeated.
  package static func nameKey(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Demand {
  /// The spare parts by id; the first, if there are several.
  package var partsByID: [String: SparePart] {
    Dictionary(parts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
