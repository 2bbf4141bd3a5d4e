@main struct Main { static func main() { print("bayline") } }
