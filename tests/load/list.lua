-- Asks for the list again and again, as the one whom TOKEN proves.
wrk.method = "POST"
wrk.body = io.open(os.getenv("LIST")):read("a")
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
