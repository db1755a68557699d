//! The facts of a year have another name once they are others, whatever statement made them so: settled years rest on it.

use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, Order, Value};
use tenancy::RegionScope;
use testkit::{World, people};
use uuid::Uuid;

testkit::on_both_databases!(whatever_changes_facts_names_their_year_anew);

const KEY: Uuid = Uuid::from_u128(7);

/// The name of each year's facts.
async fn names(scope: &RegionScope) -> Vec<(i32, String)> {
    let mut select = Query::select();
    select.columns(["year", "revision"]).from("delivered_years").order_by("year", Order::Asc);
    let rows = scope.query_all(&select).await.unwrap();
    rows.iter()
        .map(|row| (row.try_get("", "year").unwrap(), row.try_get("", "revision").unwrap()))
        .collect()
}

async fn whatever_changes_facts_names_their_year_anew(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    let scope = world.enter(&people::coordinator("norrbotten"), "norrbotten").await;
    add_open_day(&scope).await;
    for (statement, changed) in [
        // Nothing of an open day is a fact.
        ("UPDATE course_days SET date = '2023-05-04'", [].as_slice()),
        ("INSERT INTO participation_counts SELECT id, '2580', 3, 1 FROM course_days", &[]),
        ("UPDATE occasions SET last_day = '2023-05-05'", &[]),
        ("UPDATE course_days SET state = 'closed'", &[2023]),
        ("UPDATE course_days SET prices = '{\"venue\":\"1\"}'", &[2023]),
        ("UPDATE participation_counts SET attended = 2", &[2023]),
        ("INSERT INTO participation_counts SELECT id, '2581', 1, 0 FROM course_days", &[2023]),
        ("DELETE FROM participation_counts WHERE municipality_code = '2581'", &[2023]),
        ("INSERT INTO instruction_counts SELECT id, '', 'leader', 1 FROM course_days", &[2023]),
        ("UPDATE instruction_counts SET served = 2", &[2023]),
        ("DELETE FROM instruction_counts", &[2023]),
        ("UPDATE occasions SET last_day = '2023-05-06'", &[2023]),
        ("UPDATE course_days SET date = '2024-01-09'", &[2023, 2024]),
        ("UPDATE enrolments SET state = 'cancelled'", &[]),
        ("DELETE FROM participation_counts", &[2024]),
        ("UPDATE course_days SET state = 'planned'", &[2024]),
        ("UPDATE course_days SET state = 'closed'", &[2024]),
        ("DELETE FROM course_days", &[2024]),
    ] {
        let before = names(&scope).await;
        scope.execute_unprepared(statement).await.unwrap();
        let after = names(&scope).await;
        let others: Vec<i32> =
            after.iter().filter(|year| !before.contains(year)).map(|(year, _)| *year).collect();
        assert_eq!(others, changed, "{statement}");
    }
}

async fn add_open_day(scope: &RegionScope) {
    let tx = scope.begin().await.unwrap();
    let (now, date): (Value, Value) = (scope.now().into(), scope.today().into());
    let columns = ["id", "title", "starts_on", "ends_on", "created_at"];
    let row = [KEY.into(), "Avtal".into(), date.clone(), date.clone(), now.clone()];
    tx.insert_rows("agreements", columns, vec![row]).await.unwrap();
    let columns = ["id", "agreement_id", "code", "course", "first_day", "last_day", "created_at"];
    let row = [KEY.into(), KEY.into(), "K1".into(), "Kurs".into(), date.clone(), date.clone(), now];
    tx.insert_rows("occasions", columns, vec![row]).await.unwrap();
    let columns = [
        "id",
        "agreement_id",
        "occasion_id",
        "code",
        "date",
        "delivery",
        "half_days",
        "prices",
        "state",
    ];
    let row = [
        KEY.into(),
        KEY.into(),
        KEY.into(),
        "K1-1".into(),
        date,
        "onsite".into(),
        2.into(),
        "{}".into(),
        "planned".into(),
    ];
    tx.insert_rows("course_days", columns, vec![row]).await.unwrap();
    tx.commit().await.unwrap();
}
