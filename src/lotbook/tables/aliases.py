"""Other names of our headers, in English, German, French and Spanish, as old registers and ERP exports have them.

Names that several columns of one sheet could claim (such as a bare "Date") are left out: a wrong column is worse
than a question. The order within a tuple does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping

Names = tuple[str, ...]

# Words that mean the same on every sheet where the header stands.
_EVERYWHERE: Mapping[str, Names] = {
    "Supplier": ("Vendor", "Supplier name", "Vendor name", "Lieferant", "Fournisseur", "Proveedor"),
    "Customer": ("Client", "Customer name", "Kunde", "Kundenname", "Cliente", "Nom du client"),
    "Material": ("Material code", "Material no", "Werkstoff", "Materialnummer", "Matériau", "Matière", "Código de material"),
    "Quantity": ("Qty", "Amount", "Count", "Menge", "Anzahl", "Stückzahl", "Quantité", "Qté", "Cantidad", "Cant"),
    "Unit": ("UoM", "Units", "Unit of measure", "Einheit", "ME", "Unité", "Unidad"),
    "Status": ("State", "Zustand", "Statut", "État", "Estado"),
    "Note": ("Notes", "Comment", "Comments", "Remark", "Remarks", "Bemerkung", "Bemerkungen", "Notiz", "Remarque", "Commentaire", "Nota", "Notas", "Observaciones"),
    "Description": ("Desc", "Text", "Bezeichnung", "Beschreibung", "Désignation", "Descripción"),
    "Part number": ("Part no", "Part #", "P/N", "PN", "Item number", "Artikelnummer", "Teilenummer", "Référence", "Numéro de pièce", "Número de pieza", "Referencia"),
    "Part revision": ("Rev", "Revision", "Part rev", "Index", "Änderungsindex", "Indice", "Révision", "Revisión"),
    "Revision": ("Rev", "Part revision", "Index", "Änderungsindex", "Indice", "Révision", "Revisión"),
    "Run ID": ("Run", "Batch", "Batch code", "Manufacture ID", "Charge Fertigung", "Fertigungslos", "Lot de fabrication", "Lote de fabricación"),
    "Order ID": ("Order", "Order no", "Order number", "Sales order", "Auftrag", "Auftragsnummer", "Commande", "Numéro de commande", "Pedido", "Número de pedido"),
    "Machine": ("Machine no", "Work center", "Maschine", "Poste", "Máquina"),
    "Operator": ("Made by", "Worker", "Bediener", "Opérateur", "Operario", "Operador"),
    "Certificate number": ("Cert no", "Certificate no", "Cert #", "Zeugnisnummer", "Zeugnis-Nr", "Numéro de certificat", "N° de certificat", "Número de certificado"),
    "Certificate file": ("Cert file", "Certificate", "Certificate path", "Zeugnis", "Zeugnisdatei", "Certificat", "Fichier du certificat", "Certificado", "Archivo del certificado"),
    "E-mail": ("Email", "Mail", "E-Mail-Adresse", "Courriel", "Correo electrónico", "Correo"),
    "Phone": ("Telephone", "Tel", "Telefon", "Téléphone", "Teléfono"),
    "Address": ("Postal address", "Anschrift", "Adresse", "Dirección"),
    "Contact": ("Contact person", "Ansprechpartner", "Interlocuteur", "Contacto"),
}  # fmt: skip

_OF_SHEET: Mapping[str, Mapping[str, Names]] = {
    "Receiving": {
        "Lot ID": ("Lot", "Lot no", "Lot number", "Our lot", "Losnummer", "Los", "Numéro de lot", "Lot interne", "Número de lote", "Lote"),
        "Received on": ("Received", "Received date", "Date received", "Receipt date", "Receiving date", "Delivery date", "Eingang", "Eingangsdatum", "Wareneingang", "Lieferdatum", "Reçu le", "Date de réception", "Recibido", "Fecha de recepción"),
        "Purchase order": ("PO", "PO number", "PO no", "Our PO", "Bestellung", "Bestellnummer", "Commande d'achat", "Bon de commande", "Orden de compra", "Pedido de compra"),
        "Heat on certificate": ("Heat", "Heat no", "Heat number", "Heat #", "Cert heat", "Certificate heat", "Melt", "Schmelze", "Schmelznummer", "Schmelzen-Nr", "Charge", "Chargennummer", "Coulée", "Numéro de coulée", "N° de coulée", "Colada", "Número de colada", "Supplier lot", "Maker's lot"),
        "Heat on material": ("Tag heat", "Heat on tag", "Marked heat", "Heat marking", "Schmelze am Material", "Coulée sur matière", "Colada en el material"),
        "Certificate type": ("Cert type", "Zeugnisart", "Type de certificat", "Tipo de certificado"),
        "Mill": ("Manufacturer", "Producer", "Maker", "Hersteller", "Walzwerk", "Producteur", "Fabricant", "Fabricante", "Acería"),
        "Country of melt": ("Melt country", "Country of origin", "Ursprungsland", "Erschmelzungsland", "Pays de fusion", "Pays d'origine", "País de fusión", "País de origen"),
        "Location": ("Rack", "Shelf", "Storage", "Lagerort", "Lagerplatz", "Emplacement", "Ubicación"),
        "Expires on": ("Expiry", "Expiry date", "Use by", "Shelf life until", "Verfallsdatum", "Haltbar bis", "Date de péremption", "Fecha de caducidad"),
        "Received by": ("Angenommen von", "Réceptionné par", "Recibido por"),
        "Checked by": ("Inspected by", "Geprüft von", "Contrôlé par", "Comprobado por"),
        "Checked on": ("Inspected on", "Inspection date", "Geprüft am", "Contrôlé le", "Comprobado el"),
        "Reason": ("Grund", "Motif", "Motivo"),
    },
    "Cuts": {
        "From": ("Parent", "Parent lot", "Cut from", "Von Los", "Issu de", "Procede de"),
        "New lot ID": ("New lot", "Child lot", "Piece", "Neues Los", "Nouveau lot", "Nuevo lote"),
        "Cut on": ("Cut date", "Geschnitten am", "Coupé le", "Cortado el"),
        "Marked by": ("Markiert von", "Marqué par", "Marcado por"),
        "Verified by": ("Verifiziert von", "Vérifié par", "Verificado por"),
    },
    "Manufacture": {
        "Started on": ("Start", "Start date", "Begin", "Beginn", "Gestartet am", "Débuté le", "Iniciado el", "Fecha de inicio"),
        "Finished on": ("End", "End date", "Finished", "Ende", "Fertig am", "Terminé le", "Terminado el"),
        "Work order": ("Job", "Job no", "Job number", "Traveler", "WO", "Arbeitsauftrag", "Fertigungsauftrag", "Ordre de fabrication", "OF", "Orden de trabajo"),
        "Quantity made": ("Made", "Qty made", "Produced", "Gefertigt", "Quantité fabriquée", "Cantidad fabricada"),
        "Quantity scrapped": ("Scrap", "Scrapped", "Qty scrapped", "Ausschuss", "Rebut", "Chatarra"),
    },
    "Materials used": {
        "Source": ("Lot", "Lot ID", "Lot used", "Material lot", "Material Los", "Lot utilisé", "Lote usado"),
        "Used on": ("Use date", "Date used", "Verwendet am", "Utilisé le", "Usado el"),
    },
    "Orders": {
        "Ordered on": ("Order date", "Bestelldatum", "Auftragsdatum", "Date de commande", "Fecha de pedido"),
        "Customer PO": ("PO", "PO number", "Customer order", "Customer PO number", "Kundenbestellung", "Bestellnummer", "Commande client", "Pedido del cliente"),
        "PO line": ("Line", "Pos", "Position", "Ligne", "Línea"),
        "Due on": ("Due", "Due date", "Liefertermin", "Échéance", "Fecha de entrega"),
        "Documents required": ("Documents", "Certs required", "Geforderte Dokumente", "Documents exigés", "Documentos requeridos"),
    },
    "Shipments": {
        "Shipment ID": ("Shipment", "Delivery", "Lieferung", "Expédition", "Envío"),
        "Shipped on": ("Ship date", "Shipped", "Versanddatum", "Versendet am", "Expédié le", "Enviado el"),
        "Serials": ("Serial numbers", "S/N", "Seriennummern", "Numéros de série", "Números de serie"),
        "Packing slip": ("Delivery note", "Lieferschein", "Bon de livraison", "Albarán"),
        "Carrier": ("Spediteur", "Transporteur", "Transportista"),
        "Tracking": ("Tracking number", "Sendungsnummer", "Numéro de suivi", "Número de seguimiento"),
    },
    "Measurements": {
        "Characteristic": ("Feature", "Balloon", "Balloon no", "Balloon number", "Dimension", "Merkmal", "Merkmalsnummer", "Prüfmerkmal", "Messmerkmal", "Caractéristique", "Cote", "Repère", "Característica", "Cota"),
        "Piece": ("Piece no", "Piece number", "Serial", "Serial no", "Serial number", "S/N", "Sample", "Specimen", "Stück", "Stücknummer", "Stück-Nr", "Teil", "Teil-Nr", "Prüfling", "Seriennummer", "Serien-Nr", "Pièce", "N° de pièce", "Échantillon", "Numéro de série", "N° de série", "Pieza", "N° de pieza", "Muestra", "Número de serie", "N° de serie"),
        "Result": ("Value", "Measured", "Measured value", "Measurement", "Actual", "Actual value", "Reading", "Ergebnis", "Messergebnis", "Messwert", "Ist", "Istwert", "Istmaß", "Résultat", "Valeur", "Valeur mesurée", "Mesure", "Cote mesurée", "Resultado", "Valor", "Valor medido", "Medida", "Medición"),
        "Gauge": ("Gage", "Gauge no", "Gauge ID", "Instrument", "Device", "Measuring device", "Prüfmittel", "Messmittel", "Messgerät", "Prüfmittelnummer", "Instrument de mesure", "Moyen de mesure", "Moyen de contrôle", "Appareil de mesure", "Instrumento", "Instrumento de medida", "Instrumento de medición", "Calibre"),
        "Inspector": ("Inspected by", "Measured by", "Checked by", "Prüfer", "Prüfer/in", "Geprüft von", "Gemessen von", "Contrôleur", "Contrôlé par", "Mesuré par", "Medido por", "Comprobado por", "Verificador"),
        "Measured on": ("Date measured", "Measuring date", "Measurement date", "Inspected on", "Inspection date", "Gemessen am", "Geprüft am", "Messdatum", "Prüfdatum", "Mesuré le", "Contrôlé le", "Date de mesure", "Date de contrôle", "Medido el", "Fecha de medición", "Fecha de medida", "Comprobado el"),
        "Nonconformance": ("NCR", "NCR ID", "NCR no", "Abweichung", "Abweichungsbericht", "Non-conformité", "FNC", "No conformidad"),
    },
    "Characteristics": {
        "Characteristic": ("Feature", "Merkmal", "Prüfmerkmal", "Caractéristique", "Característica"),
        "Balloon": ("Balloon no", "Balloon number", "Bubble", "Ballon", "Ballonnummer", "Stempelnummer", "Merkmalsnummer", "Repère", "Numéro de bulle", "Globo", "Número de globo"),
        "Nominal": ("Nominal value", "Target", "Target value", "Nennmaß", "Nennwert", "Soll", "Sollwert", "Sollmaß", "Valeur nominale", "Cote nominale", "Valor nominal", "Cota nominal"),
        "Lower limit": ("Min", "Minimum", "LSL", "Lower", "Untere Grenze", "Unterer Grenzwert", "Untergrenze", "Mindestmaß", "Kleinstmaß", "Limite inférieure", "Mini", "Límite inferior", "Mínimo"),
        "Upper limit": ("Max", "Maximum", "USL", "Upper", "Obere Grenze", "Oberer Grenzwert", "Obergrenze", "Höchstmaß", "Größtmaß", "Limite supérieure", "Maxi", "Límite superior", "Máximo"),
    },
    "Suppliers": {"Supplier": ("Name", "Company", "Firma", "Nom", "Nombre", "Vendor", "Lieferant", "Fournisseur", "Proveedor")},
    "Customers": {"Customer": ("Name", "Company", "Firma", "Nom", "Nombre", "Client", "Kunde", "Cliente")},
    "Materials": {
        "Material": ("Code", "Material code", "Kürzel", "Code matière", "Código"),
        "Grade": ("Alloy", "Legierung", "Güte", "Nuance", "Grado", "Aleación"),
        "Specification": ("Spec", "Standard", "Norm", "Norme", "Norma"),
    },
    "People": {
        "Name": ("Employee", "Mitarbeiter", "Nom", "Nombre"),
        "Title": ("Position", "Job title", "Funktion", "Fonction", "Cargo"),
    },
}  # fmt: skip


def aliases_of(sheet: str) -> Mapping[str, Names]:
    """Header -> its other names on one sheet: the sheet's own words before the words that hold everywhere."""
    return {**_EVERYWHERE, **_OF_SHEET.get(sheet, {})}
