extension DeskRoutes {
  /// All addresses of the desk.
  static func all(_ app: DeskApp) -> DeskRoutes {
    let routes = DeskRoutes(app)
    StaticFiles.addRoutes(to: routes, app)
    LiveStreams.addRoutes(to: routes, app)
    SignInPage.addRoutes(to: routes, app)
    // Pages: one line for each group.
    return routes
  }
}
