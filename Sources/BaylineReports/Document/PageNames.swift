typealias ManagerPage = Document
typealias PageSection = DocumentSection
typealias PageTable = DocumentTable
typealias PageColumn = DocumentColumn
typealias PageRow = DocumentRow
typealias PageCell = DocumentCell
typealias PageOrigin = DocumentOrigin
typealias PageCSV = DocumentCSV
