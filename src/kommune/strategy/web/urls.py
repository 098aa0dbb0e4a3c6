"""Addresses of the strategy wing."""

from django.urls import include, path

from kommune.strategy.web import goals, measure_parts, measures, proof, strategies
from kommune.strategy.web.alignment.urls import urlpatterns as alignment
from kommune.strategy.web.conflicts.urls import urlpatterns as conflicts
from kommune.strategy.web.map.urls import urlpatterns as strategy_map
from kommune.strategy.web.ratings.urls import urlpatterns as ratings
from kommune.strategy.web.readings.urls import urlpatterns as readings
from kommune.strategy.web.rounds.urls import urlpatterns as rounds

app_name = "strategy"
urlpatterns = [
    path("", strategies.list_strategies, name="list"),
    path("new/", strategies.new_strategy, name="new"),
    path("<uuid:strategy_id>/", strategies.show_strategy, name="show"),
    path("<uuid:strategy_id>/edit/", strategies.edit, name="edit"),
    path("<uuid:strategy_id>/adopt/", strategies.adopt, name="adopt"),
    path("<uuid:strategy_id>/edition/", strategies.new_edition, name="edition"),
    path("<uuid:strategy_id>/release/", strategies.release_strategy, name="release"),
    path("<uuid:strategy_id>/delete/", strategies.delete, name="delete"),
    path("<uuid:strategy_id>/fields/new/", goals.new_field, name="field_new"),
    path("fields/<uuid:field_id>/edit/", goals.edit_field, name="field_edit"),
    path("fields/<uuid:field_id>/delete/", goals.remove_field, name="field_delete"),
    path("<uuid:strategy_id>/goals/new/", goals.new_goal, name="goal_new"),
    path("goals/<uuid:goal_id>/", goals.show_goal, name="goal"),
    path("goals/<uuid:goal_id>/edit/", goals.edit_goal, name="goal_edit"),
    path("goals/<uuid:goal_id>/delete/", goals.remove_goal, name="goal_delete"),
    path("proof/", proof.show_proof, name="proof"),
    path("proof/renew/", proof.renew, name="proof_renew"),
    path("proof/figures/<slug:code>/", proof.explain_figure, name="figure"),
    path("measures/<uuid:measure_id>/drop/", proof.show_drop, name="measure_drop"),
    path("measures/", measures.list_measures, name="measures"),
    path("measures/new/", measures.new_measure, name="measure_new"),
    path("measures/bulk/", measures.bulk_edit, name="measures_bulk"),
    path("measures/<uuid:measure_id>/", measures.show_measure, name="measure"),
    path("measures/<uuid:measure_id>/edit/", measures.edit, name="measure_edit"),
    path("measures/<uuid:measure_id>/delete/", measures.delete, name="measure_delete"),
    path("measures/<uuid:measure_id>/goals/", measure_parts.edit_goals, name="measure_goals"),
    path("measures/<uuid:measure_id>/split/", measure_parts.edit_split, name="measure_split"),
    path("measures/<uuid:measure_id>/report/", measure_parts.new_report, name="measure_report"),
    path("measures/<uuid:measure_id>/release/", measure_parts.release_measure, name="measure_release"),
    path("alignment/", include(alignment)),
    path("ratings/", include(ratings)),
    path("rounds/", include(rounds)),
    path("conflicts/", include(conflicts)),
    path("map/", include(strategy_map)),
    path("readings/", include(readings)),
]
