//! The gate: who comes in, and what those who do not are told.

use domain::{Clock, Slug};
use identity::{Caller, Permission, Reach, Role};
use tenancy::{Enter, GateFault, Operation, RegionScope};
use testkit::{World, people};

testkit::on_both_databases!(
    strangers_cannot_tell_regions_from_nothing,
    nobody_in_particular_signs_in_first,
    roles_come_as_far_as_their_permissions,
    the_scope_tells_who_is_where,
    the_operator_needs_no_membership,
);

async fn knock(
    world: &World,
    caller: &Caller,
    region: &str,
    permission: Permission,
) -> Result<RegionScope, GateFault> {
    let slug = Slug::parse(region).unwrap();
    caller.enter(&Operation::named("Test"), &world.regions, &slug, permission).await
}

async fn strangers_cannot_tell_regions_from_nothing(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    let strangers = [people::stranger(), people::national_viewer(), people::coordinator("dalarna")];
    for caller in &strangers {
        let there = knock(&world, caller, "norrbotten", Permission::ReadAgreements).await;
        let nowhere = knock(&world, caller, "finns-inte", Permission::ReadAgreements).await;
        let (there, nowhere) = (there.err().unwrap(), nowhere.err().unwrap());
        assert!(matches!(there, GateFault::NotFound), "{}: {there:?}", caller.name());
        assert!(matches!(nowhere, GateFault::NotFound), "{}: {nowhere:?}", caller.name());
        assert_eq!(there.to_string(), nowhere.to_string());
    }
}

/// A membership outlives its region in another replica's token.
async fn nobody_in_particular_signs_in_first(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    for region in ["norrbotten", "finns-inte"] {
        let refused = knock(&world, &Caller::anonymous(), region, Permission::ReadAgreements).await;
        assert!(matches!(refused.err().unwrap(), GateFault::Unauthenticated));
    }
    let gone = people::coordinator("finns-inte");
    let refused = knock(&world, &gone, "finns-inte", Permission::ReadAgreements).await;
    assert!(matches!(refused.err().unwrap(), GateFault::NotFound));
}

async fn roles_come_as_far_as_their_permissions(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    let coordinator = people::coordinator("norrbotten");
    let administrator = people::administrator("norrbotten", "2580");
    for (caller, may, may_not) in [
        (
            &coordinator,
            vec![Permission::Settle, Permission::CloseDays],
            vec![Permission::Administer],
        ),
        (
            &administrator,
            vec![Permission::ReadDocuments, Permission::Enrol],
            vec![
                Permission::PlanOccasions,
                Permission::CloseDays,
                Permission::Settle,
                Permission::Administer,
            ],
        ),
    ] {
        for permission in may {
            let scope = knock(&world, caller, "norrbotten", permission).await.unwrap();
            assert!(scope.allows(permission) && scope.require(permission).is_ok());
        }
        for permission in may_not {
            let refused = knock(&world, caller, "norrbotten", permission).await.err().unwrap();
            assert!(matches!(refused, GateFault::Forbidden), "{permission:?}: {refused:?}");
            let scope = world.enter(caller, "norrbotten").await;
            assert!(matches!(scope.require(permission), Err(GateFault::Forbidden)));
        }
    }
}

async fn the_scope_tells_who_is_where(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    let caller = people::administrator("norrbotten", "2580");
    let scope = world.enter(&caller, "norrbotten").await;
    assert_eq!(scope.slug().as_str(), "norrbotten");
    assert_eq!(scope.name(), "Norrbottens Kommuner");
    let lulea = Reach::municipality("2580".parse().unwrap());
    assert_eq!(scope.standing().roles(), [(Role::MunicipalAdministrator, lulea.clone())]);
    assert_eq!(scope.reach(Permission::Enrol), lulea);
    assert_eq!(scope.reach(Permission::Settle), Reach::Oneself);
    assert_eq!(scope.actor().account, caller.account_id());
    assert_eq!(scope.actor().name, caller.name());
    world.clock.go_to("2025-02-03".parse().unwrap());
    assert_eq!(scope.now(), world.clock.now());
    assert_eq!(scope.today().to_string(), "2025-02-03");
}

async fn the_operator_needs_no_membership(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    assert!(scope.standing().roles().is_empty());
    assert_eq!(scope.reach(Permission::Administer), Reach::Region);
    assert_eq!(scope.actor().account, None);
    scope.require(Permission::Administer).unwrap();
    let refused = knock(&world, &people::operator(), "finns-inte", Permission::Administer).await;
    assert!(matches!(refused.err().unwrap(), GateFault::NotFound));
}
