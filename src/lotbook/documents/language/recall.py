"""The words of the recall notice and its reply slip in every language."""

LABELS = """
Attention | Zu Händen | À l'attention de | A la atención de
Delivered | Versandt | Expédié | Enviado
DRILL | ÜBUNG | EXERCICE | SIMULACRO
Fill in the reply slip and send it back to us today | Füllen Sie den Antwortabschnitt aus und senden Sie ihn noch heute an uns zurück | Remplissez le coupon-réponse et renvoyez-le-nous aujourd'hui même | Rellene el formulario de respuesta y devuélvanoslo hoy mismo
If you passed any of it on, tell those who received it, with this notice | Haben Sie davon etwas weitergegeben, informieren Sie die Empfänger mit diesem Schreiben | Si vous en avez transmis, prévenez les destinataires en leur remettant cet avis | Si ha entregado parte a terceros, infórmeles con este aviso
in | in | en | en
Name | Name | Nom | Nombre
Passed on | Weitergegeben | Transmis | Entregado a terceros
Please answer also when nothing is left | Bitte antworten Sie auch, wenn nichts mehr vorhanden ist | Veuillez répondre même s'il ne reste rien | Responda aunque no quede nada
Recall notice | Rückrufmitteilung | Avis de rappel | Aviso de retirada
Recalled material | Zurückgerufener Werkstoff | Matière rappelée | Material retirado
Reply slip | Antwortabschnitt | Coupon-réponse | Formulario de respuesta
Sent back already | Bereits zurückgesandt | Déjà renvoyé | Ya devuelto
Set aside and mark what you still have. Do not scrap or send back anything before we have agreed how | Sondern Sie aus und kennzeichnen Sie, was Sie noch haben. Verschrotten Sie nichts und senden Sie nichts zurück, bevor wir das Vorgehen vereinbart haben | Isolez et identifiez ce qui vous reste. Ne rebutez et ne renvoyez rien avant que nous en ayons convenu | Aparte e identifique lo que aún tenga. No deseche ni devuelva nada antes de acordarlo con nosotros
Signature | Unterschrift | Signature | Firma
Still in stock, now held | Noch vorhanden, jetzt gesperrt | Encore en stock, désormais bloqué | Aún en existencias, ahora retenido
Stop using and passing on these goods at once | Verwenden Sie diese Ware ab sofort nicht mehr und geben Sie sie nicht weiter | Cessez immédiatement d'utiliser et de transmettre ces marchandises | Deje de usar y de entregar estos productos de inmediato
These goods that we delivered to you are recalled. Each is named by order, batch and delivery | Die folgende an Sie gelieferte Ware wird zurückgerufen. Jede Position ist mit Bestellung, Charge und Lieferung genannt | Les marchandises suivantes, que nous vous avons livrées, sont rappelées. Chacune est désignée par sa commande, son lot de fabrication et sa livraison | Se retiran los siguientes productos que le entregamos. Cada uno se indica con su pedido, lote de fabricación y entrega
This is an exercise: nothing is recalled, and this notice must not be sent | Dies ist eine Übung: Es wird nichts zurückgerufen, und dieses Schreiben darf nicht versandt werden | Ceci est un exercice : rien n'est rappelé et cet avis ne doit pas être envoyé | Esto es un simulacro: no se retira nada y este aviso no debe enviarse
To | An | À | Para
URGENT: Recall notice | DRINGEND: Rückrufmitteilung | URGENT : avis de rappel | URGENTE: aviso de retirada
Used or built in | Verbraucht oder eingebaut | Utilisé ou monté | Usado o montado
What is recalled | Was zurückgerufen wird | Ce qui est rappelé | Qué se retira
What to do now | Was jetzt zu tun ist | Ce qu'il faut faire maintenant | Qué hacer ahora
You received | Sie haben erhalten | Vous avez reçu | Usted recibió
Your order | Ihre Bestellung | Votre commande | Su pedido
"""
TEXTS = """
reason > Practice: can every piece be found, and how fast? | Übung: Lässt sich jedes Stück finden, und wie schnell? | Exercice : chaque pièce peut-elle être retrouvée, et en combien de temps ? | Simulacro: ¿se puede encontrar cada pieza, y con qué rapidez?
reason > The material is under investigation. | Der Werkstoff wird untersucht. | La matière fait l'objet d'une enquête. | El material está en investigación.
drill > DRILL | ÜBUNG | EXERCICE | SIMULACRO
quantity > unknown | unbekannt | inconnue | desconocida
quantity > {#} of {*} | {} von {} | {} sur {} | {} de {}
serials > listed below | unten aufgeführt | listés ci-dessous | indicados abajo
shipments > 1 shipment | 1 Lieferung | 1 expédition | 1 envío
shipments > 1 shipment, of which {*} came back | 1 Lieferung, davon {} zurückgekommen | 1 expédition, dont {} en retour | 1 envío, de los que volvieron {}
shipments > {#} shipments, of which {*} came back | {} Lieferungen, davon {} zurückgekommen | {} expéditions, dont {} en retour | {} envíos, de los que volvieron {}
shipments > {#} shipments | {} Lieferungen | {} expéditions | {} envíos
total > an unknown quantity | eine unbekannte Menge | une quantité inconnue | una cantidad desconocida
total > {#} of {*} | {} von {} | {} sur {} | {} de {}
"""
